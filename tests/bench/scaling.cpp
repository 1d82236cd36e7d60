// SPDX-License-Identifier: BSL-1.0

// Measures whether the cost is linear in size, members, nesting and violations.
#include "harness.hpp"
#include "measure.hpp"

#include <assay/promptetheus.hpp>

#include <cstdlib>

namespace bench {
namespace {

using assay::promptetheus::event;

void require(bool ok, std::string_view what) {
  if (ok) return;
  std::fprintf(stderr, "scaling: %.*s\n", static_cast<int>(what.size()), what.data());
  std::exit(1);
}

std::size_t check_all(std::string_view text) {
  std::size_t n = 0;
  for (assay::line_reader<event> lines(text); lines.next();) n += lines.accepted();
  return n;
}
std::size_t read_all(std::string_view text) {
  std::size_t n = 0;
  event e;
  for (assay::line_reader<event> lines(text); lines.next(e);) n += lines.accepted();
  return n;
}

/// Writes a stream's events, already typed, to memory that is already allocated. Adds the time and
/// the bytes written.
void write_all(std::string_view text, std::vector<event>& events, assay::text_buffer& out,
               double& seconds, std::size_t& bytes) {
  std::size_t n = 0;
  for (assay::line_reader<event> lines(text);; ++n) {
    if (n == events.size()) events.emplace_back();
    if (!lines.next(events[n])) break;
  }
  out.clear();
  seconds += processor_seconds([&] {
    for (std::size_t i = 0; i < n; ++i) {
      require(static_cast<bool>(write(events[i], out)), "an event cannot be written");
      out.append('\n');
    }
  });
  bytes += out.size();
}

/// Takes streams of increasing size from one large stream. If the same bytes repeated, the
/// processor's predictors would learn them, and small streams would look faster than they are.
void by_size(const plan& p) {
  const std::size_t greatest = std::size_t{p.quick ? 16u : p.huge ? 1024u : 256u} << 20;
  const std::size_t enough = std::size_t{p.quick ? 4u : 32u} << 20;
  const int rounds = p.quick ? 3 : 9;
  const stream all = stream::generate(mix::mixed, greatest);
  // A shorter run is below the clock's resolution; a longer one needs the memory of many typed
  // events.
  const std::size_t least_written = std::size_t{64} << 10, greatest_written = std::size_t{64} << 20;
  struct step {
    std::size_t size, bytes;
    std::vector<std::string_view> pieces;
    series check, read, write;
  };
  std::vector<step> steps;
  for (std::size_t size = 1 << 10; size <= greatest; size *= 4) {
    step& s = steps.emplace_back(step{size, 0, {}, {}, {}, {}});
    for (std::string_view rest = all.text(); s.bytes < enough && !rest.empty();) {
      // Up to the end of the line in which the size is reached.
      const std::size_t length =
          std::min(rest.size(), rest.find('\n', std::min(size, rest.size()) - 1) + 1);
      s.pieces.push_back(rest.substr(0, length));
      rest.remove_prefix(length);
      s.bytes += length;
    }
  }
  std::vector<event> events;
  assay::text_buffer written;
  for (int round = 0; round < rounds; ++round)
    for (step& s : steps) {
      const double gigabytes = static_cast<double>(s.bytes) / 1e9;
      std::size_t checked = 0, typed = 0;
      s.check.add(gigabytes / processor_seconds([&] {
                    for (const std::string_view piece : s.pieces) checked += check_all(piece);
                  }));
      s.read.add(gigabytes / processor_seconds([&] {
                   for (const std::string_view piece : s.pieces) typed += read_all(piece);
                 }));
      require(checked == typed && checked != 0, "check and read disagree");
      if (s.size < least_written || s.size > greatest_written) continue;
      double seconds = 0;
      std::size_t bytes = 0;
      for (const std::string_view piece : s.pieces)
        write_all(piece, events, written, seconds, bytes);
      s.write.add(static_cast<double>(bytes) / 1e9 / seconds);
    }
  table out({"size of a stream", "check, GB/s", "read, reused event, GB/s", "write, GB/s"});
  for (const step& s : steps) {
    const bool is_written = s.size >= least_written && s.size <= greatest_written;
    out.row({size_name(s.size), fixed(s.check.median(), 2), fixed(s.read.median(), 2),
             is_written ? fixed(s.write.median(), 2) : ""});
  }
  publish(p, "by_size", out.text());
}

// --- One event that grows in one way ----------------------------------------------------------

std::string event_of(std::string_view type, const std::string& payload,
                     std::string_view more = "") {
  std::string out = R"({"type":")";
  out.append(type).append(
      R"(","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":7,"idempotency_key":"s:0a1b2c3d:7","payload":)");
  return out.append(payload).append(more).append("}");
}

/// Returns n copies with commas between them; a # in the text becomes the number.
std::string repeated(std::string_view item, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) {
    if (i != 0) out += ',';
    for (const char c : item) c == '#' ? out += std::to_string(i) : out += c;
  }
  return out;
}

struct growth {
  std::string_view name;
  std::string (*event)(std::size_t n);
  std::vector<std::size_t> steps;
  bool accepted = true;
  assay::level level = assay::level::published;
};

/// An event with this number of items, and the time that each takes.
class growth_step {
 public:
  growth_step(const growth& g, std::size_t n) : growth_(&g), n_(n), text_(g.event(n)) {
    options_.level = g.level;
    if (!g.accepted) options_.limits.max_violations = n;
  }

  /// Adds a measurement in nanoseconds.
  void measure(bool read) {
    assay::validator<event> validator(options_);
    event e;
    const auto run = [&] { return read ? validator.read(text_, e) : validator.check(text_); };
    require(run() == growth_->accepted &&
                (growth_->accepted || validator.report().violations().size() == n_),
            growth_->name);
    const std::size_t times = 1 + 200'000 / (n_ + 20);
    const double time = processor_seconds([&] {
      for (std::size_t i = 0; i < times; ++i) run();
    });
    (read ? read_ : check_).add(time * 1e9 / static_cast<double>(times * n_));
  }
  double median(bool read) const { return (read ? read_ : check_).median(); }

 private:
  const growth* growth_;
  std::size_t n_;
  std::string text_;
  assay::options options_;
  series check_, read_;
};

void by_shape(const plan& p) {
  const int rounds = p.quick ? 3 : 15;
  const growth all[] = {
      {"members of a free-form object",
       [](std::size_t n) {
         return event_of("tool_call",
                         R"({"tool_name":"t","arguments":{)" + repeated(R"("k#":1)", n) + "}}");
       },
       {10, 100, 1000, 10'000, 100'000}},
      {"members that the schema does not name",
       [](std::size_t n) {
         return event_of("metric", R"({"name":"m","value":1,)" + repeated(R"("k#":1)", n) + "}");
       },
       {10, 100, 1000, 10'000, 100'000}},
      {"entries of a dictionary",
       [](std::size_t n) {
         return event_of("replay_artifact",
                         R"({"artifact_type":"screen_recording","event_time_map":{)" +
                             repeated(R"("#":7)", n) + "}}");
       },
       {10, 100, 1000, 10'000, 100'000}},
      {"documents of a retrieval",
       [](std::size_t n) {
         return event_of("retrieval", R"({"query":"q","documents":[)" +
                                          repeated(R"({"id":"d#","content":"text"})", n) + "]}");
       },
       {10, 100, 1000, 10'000, 100'000}},
      {"containers inside containers",
       [](std::size_t n) {
         std::string opened, closed;
         for (std::size_t i = 0; i < n; ++i)
           opened += i % 2 != 0 ? R"({"a":)" : "[", closed.insert(0, 1, i % 2 != 0 ? '}' : ']');
         return event_of("tool_call",
                         R"({"tool_name":"t","arguments":{"a":)" + opened + "1" + closed + "}}");
       },
       {10, 100, 1000}},
      {"violations",
       [](std::size_t n) {
         return event_of("retrieval",
                         R"({"query":"q","documents":[)" + repeated(R"({"id":5})", n) + "]}");
       },
       {10, 100, 1000, 10'000, 100'000},
       false,
       assay::level::strict},
  };
  std::vector<std::vector<growth_step>> steps;
  for (const growth& g : all)
    for (auto& of_one = steps.emplace_back(); of_one.size() < g.steps.size();)
      of_one.emplace_back(g, g.steps[of_one.size()]);
  for (int round = 0; round < rounds; ++round)
    for (auto& of_one : steps)
      for (growth_step& s : of_one)
        for (const bool read : {false, true}) s.measure(read);
  table out({"nanoseconds per item", "", "10", "100", "1,000", "10,000", "100,000"});
  for (std::size_t g = 0; g < steps.size(); ++g)
    for (const bool read : {false, true}) {
      std::string cells[5];
      for (std::size_t i = 0; i < steps[g].size(); ++i)
        cells[i] = fixed(steps[g][i].median(read), 1);
      out.row({std::string(all[g].name), read ? "read" : "check", cells[0], cells[1], cells[2],
               cells[3], cells[4]});
    }
  publish(p, "by_shape", out.text());
}

void measure_scaling(const plan& p) {
  by_size(p);
  by_shape(p);
}

const add_part scaling_part("scaling", measure_scaling);

} // namespace
} // namespace bench
