// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/rows.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace gateway {

/// The counters, in the text format of Prometheus. Any thread may use them. Labels have few values:
/// the routes of the table, statuses, systems and codes.
class metrics {
 public:
  void add_request(std::string_view route, int status, std::size_t bytes);
  void add(const outcome_counts& counts);
  void add_commit(std::chrono::steady_clock::duration d);

  std::atomic<std::int64_t> connections{0};

  /// Returns the text for Prometheus.
  std::string text(std::size_t waiting, std::int64_t quarantine_rows) const;

 private:
  static constexpr std::array commit_bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                            0.1,   0.25,   0.5,   1.0,  2.5};

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t, std::less<>> requests_;
  outcome_counts outcomes_;
  std::uint64_t bytes_ = 0;
  std::array<std::uint64_t, commit_bounds.size() + 1> commits_{};
  double commit_seconds_ = 0;
};

} // namespace gateway
