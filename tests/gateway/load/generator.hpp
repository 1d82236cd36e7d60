// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace gateway_test {

/// The settings of a generator.
struct load_options {
  unsigned short port = 0;
  std::string key{};
  std::string session_prefix{};      ///< each connection has its own session, new in every run
  std::size_t connections = 16;      ///< kept, with one request in flight on each
  std::size_t events = 50;           ///< in each request
  std::chrono::milliseconds time{0}; ///< 0: until `most_events` are sent
  std::size_t most_events = 0;       ///< 0: until the time is over
  bool echoes = false;               ///< the response is the body instead of a report
};

/// The results of a run.
struct load_result {
  std::size_t requests = 0;
  std::size_t events = 0;
  std::size_t errors = 0;
  std::string first_error{};
  double seconds = 0;
  std::vector<float> milliseconds{}; ///< of each request

  double requests_per_second() const { return static_cast<double>(requests) / seconds; }
  double events_per_second() const { return static_cast<double>(events) / seconds; }
  /// Returns the longest time of that part of the requests, for example 0.5 or 0.99. Sorts the
  /// times.
  double percentile(double part);
};

/// Sends requests as fast as responses arrive, on one thread. Calls `progress(events)` ten times
/// per second.
load_result run_load(const load_options&, const std::function<void(std::size_t)>& progress = {});

} // namespace gateway_test
