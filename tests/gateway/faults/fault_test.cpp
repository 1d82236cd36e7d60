// SPDX-License-Identifier: BSL-1.0

// Tests that every event is stored exactly once or reported to its producer, with a faulty proxy
// and a gateway that is killed.
#include "gateway/faults/account.hpp"
#include "gateway/faults/coroutine_producer.hpp"
#include "gateway/faults/database.hpp"
#include "gateway/faults/faulty_proxy.hpp"
#include "gateway/faults/producer.hpp"
#include "gateway/faults/read_back.hpp"
#include "gateway/faults/tracker.hpp"
#include "gateway/support/dice.hpp"
#include "gateway/support/gateway_process.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace gateway_test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct settings {
  std::string gateway{};
  std::uint64_t seed = 1;
  std::size_t events = 10'000;
  std::size_t producers = 8;
  unsigned seconds = 120;
  double faults = 0.3;
  std::string only{};
  unsigned kill_every_ms = 150; ///< 0: never
};

constexpr const char* api_key = "fault-test-key";

/// A temporary directory that is removed at the end.
class scratch {
 public:
  scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "assay-faults-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("no directory for the database");
    path_ = name;
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() {
    std::error_code ignored;
    if (!is_kept_) std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const char* name) const { return (path_ / name).string(); }
  void keep() { is_kept_ = true; }

 private:
  std::filesystem::path path_;
  bool is_kept_ = false;
};

/// Kills a gateway at random moments and restarts it, until it is stopped.
class killer {
 public:
  killer(gateway_process& gateway, faulty_proxy& proxy, std::uint64_t seed, unsigned every_ms)
      : gateway_(gateway), proxy_(proxy), dice_(seed), every_ms_(every_ms) {
    if (every_ms_ != 0) thread_ = std::thread([this] { run(); });
  }
  killer(const killer&) = delete;
  killer& operator=(const killer&) = delete;
  ~killer() { stop(); }

  void stop() {
    ends_ = true;
    if (thread_.joinable()) thread_.join();
  }
  std::size_t kills() const { return kills_; }
  /// Returns whether the gateway did not restart or ended by itself.
  bool failed() const { return failed_; }

 private:
  void run() {
    while (sleep(milliseconds(dice_.below(2 * std::size_t{every_ms_})))) {
      if (!gateway_.is_running()) return fail("the gateway ended by itself");
      proxy_.note("--- SIGKILL");
      gateway_.kill();
      ++kills_;
      if (dice_.chance(0.3)) sleep(milliseconds(dice_.below(100)));
      if (!gateway_.start()) return fail("the gateway did not restart");
      proxy_.note("--- restarted");
    }
  }

  bool sleep(milliseconds time) {
    const auto end = steady_clock::now() + time;
    while (!ends_ && steady_clock::now() < end) std::this_thread::sleep_for(milliseconds(2));
    return !ends_;
  }

  void fail(const char* why) {
    std::cerr << why << ":\n" << gateway_.last_words();
    failed_ = true;
  }

  gateway_process& gateway_;
  faulty_proxy& proxy_;
  dice dice_;
  unsigned every_ms_;
  std::atomic<bool> ends_{false};
  std::atomic<bool> failed_{false};
  std::atomic<std::size_t> kills_{0};
  std::thread thread_;
};

struct outcome {
  std::vector<difference> differences{};
  std::vector<sent_event> sent{};
  std::size_t kills = 0;
  bool failed = false;
};

std::vector<sent_event> produce_all(const settings& s, unsigned short port, dice& random) {
  std::vector<std::future<std::vector<sent_event>>> producers;
  for (std::size_t i = 0; i < s.producers; ++i) {
    const producer_options o{.port = port,
                             .key = api_key,
                             .name = "ses_" + std::to_string(s.seed) + "_" + std::to_string(i),
                             .seed = random.seed(),
                             .sessions = 1 + i % 3,
                             .events = s.events / s.producers,
                             .deadline = steady_clock::now() + std::chrono::seconds(s.seconds)};
    // One of the producers has no waiting thread.
    const auto how = i == 1 ? produce_in_coroutine : produce;
    producers.push_back(std::async(std::launch::async, [o, how] { return how(o); }));
  }
  std::vector<sent_event> all;
  for (auto& p : producers) {
    std::vector<sent_event> account = p.get();
    std::move(account.begin(), account.end(), std::back_inserter(all));
  }
  return all;
}

proxy_options options_of_proxy(const settings& s, unsigned short gateway_port, dice& random) {
  proxy_options o{.upstream_port = gateway_port,
                  .seed = random.seed(),
                  .fault_probability = s.faults,
                  .only = fault_named(s.only)};
  if (random.chance(0.5)) o.max_body = size_limits().proxy;
  return o;
}

void add(std::vector<difference>& to, std::vector<difference> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

outcome run(const settings& s, gateway_process& gateway, faulty_proxy& proxy, dice& random,
            const std::string& database) {
  outcome out;
  killer kills(gateway, proxy, random.seed(), s.kill_every_ms);
  const auto deadline = steady_clock::now() + std::chrono::seconds(s.seconds);
  auto tracker = std::async(std::launch::async, track,
                            tracker_options{.port = proxy.port(),
                                            .key = api_key,
                                            .seed = random.seed(),
                                            .events = s.events / 50,
                                            .deadline = deadline});
  out.sent = produce_all(s, proxy.port(), random);
  const std::vector<std::string> tracked = tracker.get();
  kills.stop();
  out.kills = kills.kills();
  out.failed = kills.failed();
  if (!proxy.stop()) std::cerr << "the proxy did not end\n", out.failed = true;
  if (!out.failed) add(out.differences, read_back(gateway.port(), api_key, out.sent));
  if (!gateway.stop()) std::cerr << "the gateway did not end on SIGTERM\n", out.failed = true;
  const database_contents stored = read_database(database);
  add(out.differences, compare(out.sent, stored.events, stored.quarantined));
  add(out.differences, compare_tracked(tracked, stored.tracked));
  return out;
}

void explain(const outcome& o, const faulty_proxy& proxy) {
  constexpr std::size_t most = 10;
  for (std::size_t i = 0; i < std::min(o.differences.size(), most); ++i) {
    const difference& d = o.differences[i];
    std::cout << d.key << " of session " << d.session << ": " << d.what << '\n';
    const std::uint64_t key = faulty_proxy::hash_of(d.key);
    for (const proxied_request& r : proxy.log())
      if (std::find(r.keys.begin(), r.keys.end(), key) != r.keys.end())
        std::cout << "    " << to_string(r) << '\n';
  }
  if (o.differences.size() > most) std::cout << "and " << o.differences.size() - most << " more\n";
}

std::size_t count(const std::vector<sent_event>& events, told what) {
  return static_cast<std::size_t>(std::count_if(
      events.begin(), events.end(), [&](const sent_event& e) { return e.what == what; }));
}

void summarize(const settings& s, const outcome& o, const faulty_proxy& proxy, double seconds) {
  std::size_t requests = 0, faults = 0;
  for (const proxied_request& r : proxy.log()) {
    requests += !r.target.empty();
    faults += r.what != fault::none;
  }
  std::cout << "seed " << s.seed << ": " << o.sent.size() << " events, "
            << count(o.sent, told::stored) << " stored, " << count(o.sent, told::rejected)
            << " rejected, " << count(o.sent, told::skipped) << " skipped, "
            << count(o.sent, told::nothing) << " without a result; " << requests << " requests, "
            << faults << " faults, " << o.kills << " kills; " << o.differences.size()
            << " differences; " << seconds << " s\n";
}

int test(const settings& s) {
  const auto start = steady_clock::now();
  scratch files;
  const std::string database = files.file("events.db");
  gateway_process gateway(s.gateway, {"serve", "--database", database, "--key", api_key,
                                      "--max-body", std::to_string(size_limits().gateway)});
  if (!gateway.start()) {
    std::cerr << "the gateway does not start:\n" << gateway.last_words();
    return 1;
  }
  dice random(s.seed);
  faulty_proxy proxy(options_of_proxy(s, gateway.port(), random));
  const outcome o = run(s, gateway, proxy, random, database);
  const std::chrono::duration<double> time = steady_clock::now() - start;
  summarize(s, o, proxy, time.count());
  explain(o, proxy);
  const bool good = o.differences.empty() && !o.failed;
  if (!good) files.keep(), std::cout << "the database is kept: " << database << '\n';
  return good ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  settings s;
  bool checks_itself = false;
  CLI::App app(
      "Sends events through a faulty proxy, and compares the results with the stored events.");
  app.add_option("--gateway", s.gateway, "The program");
  app.add_option("--seed", s.seed, "The seed of all random choices");
  app.add_option("--events", s.events, "Events of all producers together");
  app.add_option("--producers", s.producers, "Threads")->check(CLI::PositiveNumber);
  app.add_option("--seconds", s.seconds, "Time after which producers give up");
  app.add_option("--faults", s.faults, "Probability of a fault for each request");
  app.add_option("--only", s.only, "The only fault to use")->check([](const std::string& name) {
    return fault_named(name) ? std::string() : "unknown fault";
  });
  app.add_option("--kill-every", s.kill_every_ms,
                 "Average time between kills in milliseconds; 0: never");
  app.add_flag("--self-test", checks_itself, "Check that the comparison finds planted faults");
  CLI11_PARSE(app, argc, argv);
  try {
    if (checks_itself) return missed_faults() == 0 ? 0 : 1;
    return test(s);
  } catch (const std::exception& e) {
    std::cerr << "fault_test: " << e.what() << '\n';
    return 1;
  }
}
