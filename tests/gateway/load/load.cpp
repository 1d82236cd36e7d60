// SPDX-License-Identifier: BSL-1.0

// Measures the requests and events per second of the gateway and their latency, next to a server
// that does nothing. Then measures how its memory grows over the events of an hour.
#include "gateway/load/generator.hpp"
#include "gateway/support/gateway_process.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace gateway_test;

struct settings {
  std::string gateway{};
  std::string echo{};
  std::size_t rounds = 5;
  double seconds = 3; ///< of one round
  std::size_t connections = 16;
  std::size_t hour = 3'600'000;  ///< events; 0: memory is not measured
  std::size_t warm_up = 400'000; ///< events before memory must stay constant
  double growth_mib = 16;        ///< the allowed growth after the warm-up
  double least_part = 0.02;      ///< the smallest allowed part of the echo server's requests
};

constexpr const char* api_key = "load-test-key";

class scratch {
 public:
  scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "assay-load-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("no directory for the database");
    path_ = name;
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

void start(gateway_process& server, const char* name) {
  if (!server.start())
    throw std::runtime_error(std::string(name) + " does not start:\n" + server.last_words());
}

/// The results of a server with bodies of one size, over all rounds.
struct contestant {
  const char* name;
  gateway_process& server;
  std::size_t events;
  bool echoes;
  load_result all{};
  double processor = 0; ///< seconds that the server used

  void run(const settings& s, std::size_t round) {
    const double before = server.processor_seconds();
    load_result r =
        run_load({.port = server.port(),
                  .key = api_key,
                  .session_prefix = "load_" + std::to_string(events) + "_" + std::to_string(round),
                  .connections = s.connections,
                  .events = events,
                  .time = std::chrono::milliseconds(static_cast<long>(s.seconds * 1000)),
                  .echoes = echoes});
    processor += server.processor_seconds() - before;
    if (all.errors == 0) all.first_error = r.first_error;
    all.errors += r.errors;
    all.requests += r.requests;
    all.events += r.events;
    all.seconds += r.seconds;
    all.milliseconds.insert(all.milliseconds.end(), r.milliseconds.begin(), r.milliseconds.end());
  }

  void print() {
    std::printf("%-8s %7zu %11.0f %11.0f %8.2f %8.2f %12.0f\n", name, events,
                all.requests_per_second(), all.events_per_second(), all.percentile(0.5),
                all.percentile(0.99), static_cast<double>(all.events) / std::max(processor, 0.01));
  }
};

/// Returns whether there were no errors and the gateway was fast enough.
bool compare(const settings& s, gateway_process& gateway) {
  gateway_process echo(s.echo, {});
  start(echo, "the echo server");
  contestant all[] = {{"echo", echo, 50, true},
                      {"gateway", gateway, 50, false},
                      {"echo", echo, 1, true},
                      {"gateway", gateway, 1, false}};
  for (std::size_t round = 0; round < s.rounds; ++round)
    for (contestant& c : all) c.run(s, round);
  std::printf("%-8s %7s %11s %11s %8s %8s %12s\n", "", "events/", "", "", "p50", "p99",
              "events/s of");
  std::printf("%-8s %7s %11s %11s %8s %8s %12s\n", "server", "request", "requests/s", "events/s",
              "ms", "ms", "processor");
  bool good = true;
  for (contestant& c : all) {
    c.print();
    if (c.all.errors == 0) continue;
    std::cout << c.all.errors << " errors, the first: " << c.all.first_error << '\n';
    good = false;
  }
  for (std::size_t i = 0; i < 4; i += 2) {
    const double part = all[i + 1].all.requests_per_second() / all[i].all.requests_per_second();
    if (part >= s.least_part) continue;
    std::cout << "the gateway is too slow: " << part << " of the echo server's requests\n";
    good = false;
  }
  return good;
}

/// The resident memory after a number of events.
struct sample {
  double events;
  double mib;
};

/// Returns the growth over all samples by the line of best fit, in MiB.
double growth_of(const std::vector<sample>& samples) {
  if (samples.size() < 2) return 0;
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const sample& s : samples)
    n += 1, x += s.events, y += s.mib, xx += s.events * s.events, xy += s.events * s.mib;
  const double slope = (n * xy - x * y) / (n * xx - x * x);
  return slope * (samples.back().events - samples.front().events);
}

/// Returns whether memory stays constant after the warm-up.
bool check_memory(const settings& s, gateway_process& gateway) {
  std::vector<sample> warm, steady;
  const auto look = [&](std::size_t events) {
    (events < s.warm_up ? warm : steady)
        .push_back(
            {static_cast<double>(events), static_cast<double>(gateway.resident_kib()) / 1024});
  };
  const load_result r = run_load({.port = gateway.port(),
                                  .key = api_key,
                                  .session_prefix = "hour",
                                  .connections = s.connections,
                                  .events = 50,
                                  .most_events = s.hour},
                                 look);
  look(r.events);
  if (r.errors != 0) {
    std::cout << r.errors << " errors, the first: " << r.first_error << '\n';
    return false;
  }
  if (steady.size() < 10) {
    std::cout << "too few samples after the warm-up\n";
    return false;
  }
  const auto [least, most] = std::minmax_element(
      steady.begin(), steady.end(), [](const sample& a, const sample& b) { return a.mib < b.mib; });
  const double growth = growth_of(steady);
  std::printf(
      "memory over %zu events in %.0f s: %.1f MiB at first, from %.1f to %.1f MiB after %zu "
      "events, growth by the line of best fit %.2f MiB\n",
      r.events, r.seconds, warm.front().mib, least->mib, most->mib, s.warm_up, growth);
  if (growth <= s.growth_mib && most->mib - steady.front().mib <= 2 * s.growth_mib) return true;
  std::cout << "memory grows by more than " << s.growth_mib << " MiB\n";
  return false;
}

bool run(const settings& s) {
  scratch files;
  gateway_process gateway(s.gateway,
                          {"serve", "--database", files.file("events.db"), "--key", api_key});
  start(gateway, "the gateway");
  const bool fast = s.rounds == 0 || compare(s, gateway);
  const bool flat = s.hour == 0 || check_memory(s, gateway);
  const bool ended = gateway.stop();
  if (!ended) std::cout << "the gateway did not end on SIGTERM\n" << gateway.last_words();
  return fast && flat && ended;
}

} // namespace

int main(int argc, char** argv) {
  settings s;
  CLI::App app("Measures a gateway next to a server that returns what it receives.");
  app.add_option("--gateway", s.gateway, "The program")->required();
  app.add_option("--echo", s.echo, "The program")->required();
  app.add_option("--rounds", s.rounds, "Rounds of each server, in turn; 0: none");
  app.add_option("--seconds", s.seconds, "Duration of one round");
  app.add_option("--connections", s.connections, "Connections, each with one request in flight");
  app.add_option("--hour", s.hour, "Events during which memory is measured; 0: none");
  app.add_option("--warm-up", s.warm_up, "Events after which memory must stay constant");
  app.add_option("--growth", s.growth_mib, "Allowed growth in MiB after the warm-up");
  app.add_option("--least-part", s.least_part,
                 "Smallest allowed part of the echo server's requests");
  CLI11_PARSE(app, argc, argv);
  try {
    return run(s) ? 0 : 1;
  } catch (const std::exception& e) {
    std::cerr << "load: " << e.what() << '\n';
    return 1;
  }
}
