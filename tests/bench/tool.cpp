// SPDX-License-Identifier: BSL-1.0

// Measures the command-line tool on files: speed by number of threads, and memory.
#include "child.hpp"
#include "harness.hpp"
#include "measure.hpp"

#include <assay/promptetheus.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <thread>

namespace bench {
namespace {

/// A temporary file of events.
class temporary_stream {
 public:
  explicit temporary_stream(std::size_t bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("assay_bench_" + std::to_string(bytes) + ".ndjson")) {
    // Repeats one piece: generating a gigabyte would take longer than measuring it.
    const stream piece = stream::generate(mix::mixed, std::min(bytes, std::size_t{16} << 20));
    std::ofstream file(path_, std::ios::binary);
    for (; size_ < bytes; size_ += piece.size()) file << piece.text();
  }
  temporary_stream(const temporary_stream&) = delete;
  temporary_stream& operator=(const temporary_stream&) = delete;
  ~temporary_stream() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  std::string path() const { return path_.string(); }
  std::size_t size() const noexcept { return size_; }

 private:
  std::filesystem::path path_;
  std::size_t size_ = 0;
};

usage validate(const plan& p, const temporary_stream& s, unsigned jobs) {
  const usage u = run_child({p.tool, "validate", "--jobs", std::to_string(jobs), s.path()});
  if (u.status != 0) {
    std::fprintf(stderr, "%s validate ended with status %d\n", p.tool.c_str(), u.status);
    std::exit(1);
  }
  return u;
}

/// Measures the same work without the tool, its files and its ordering: each thread checks its part
/// of a stream in memory and shares nothing with the others.
double seconds_in_memory(const stream& s, unsigned threads) {
  const std::string_view text = s.text();
  std::vector<std::size_t> accepted(threads);
  const double time = seconds([&] {
    std::vector<std::jthread> running;
    for (std::size_t i = 0, begin = 0; i < threads; ++i) {
      const std::size_t end =
          i + 1 == threads ? text.size() : text.find('\n', text.size() / threads * (i + 1)) + 1;
      running.emplace_back([part = text.substr(begin, end - begin), &out = accepted[i]] {
        std::size_t n = 0;
        for (assay::line_reader<assay::promptetheus::event> lines(part); lines.next();)
          n += lines.accepted();
        out = n;
      });
      begin = end;
    }
  });
  if (std::accumulate(accepted.begin(), accepted.end(), std::size_t{0}) != s.truth.accepted)
    std::exit(1);
  return time;
}

void measure_tool(const plan& p) {
  const std::size_t greatest = std::size_t{p.quick ? 64u : p.huge ? 1024u : 256u} << 20;
  const int rounds = p.quick ? 3 : 15;
  {
    const temporary_stream s(greatest);
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    std::vector<unsigned> jobs;
    for (unsigned n = 1; n < cores; n *= 2) jobs.push_back(n);
    jobs.push_back(cores);
    const stream in_memory = stream::generate(mix::mixed, std::size_t{p.quick ? 16u : 64u} << 20);
    std::vector<series> rates(jobs.size()), speedups(jobs.size()), memory(jobs.size()),
        plain(jobs.size());
    for (int round = -1; round < rounds; ++round) {
      double alone = 0, plain_alone = 0;
      for (std::size_t i = 0; i < jobs.size(); ++i) {
        const usage u = validate(p, s, jobs[i]);
        const double time = seconds_in_memory(in_memory, jobs[i]);
        if (i == 0) alone = u.seconds, plain_alone = time;
        if (round == -1) continue;
        rates[i].add(static_cast<double>(s.size()) / u.seconds / 1e9);
        speedups[i].add(alone / u.seconds);
        plain[i].add(plain_alone / time);
        memory[i].add(u.megabytes);
      }
    }
    table out({"`assay validate --jobs`", "GB/s", "times as fast as 1",
               "threads in memory, times as fast as 1", "peak memory, MB"});
    for (std::size_t i = 0; i < jobs.size(); ++i)
      out.row({std::to_string(jobs[i]), fixed(rates[i].median(), 2), fixed(speedups[i].median(), 2),
               fixed(plain[i].median(), 2), fixed(memory[i].median(), 1)});
    publish(p, "by_jobs", out.text());
  }
  table out({"size of the file", "peak memory of `assay validate --jobs 1`, MB"});
  for (std::size_t size = 1 << 20; size <= greatest; size *= 16) {
    const temporary_stream s(size);
    out.row({size_name(size), fixed(validate(p, s, 1).megabytes, 1)});
  }
  if (greatest != std::size_t{256} << 20) {
    const temporary_stream s(greatest);
    out.row({size_name(greatest), fixed(validate(p, s, 1).megabytes, 1)});
  }
  publish(p, "memory", out.text());
}

const add_part tool_part("tool", measure_tool);

} // namespace
} // namespace bench
