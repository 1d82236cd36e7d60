// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"
#include "gateway/faults/event_source.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gateway_test {

/// The settings of a producer.
struct producer_options {
  unsigned short port = 0;
  std::string key{};
  std::string name{}; ///< the prefix of its session ids
  std::uint64_t seed = 1;
  std::size_t sessions = 1;
  std::size_t events = 1000; ///< in all sessions together
  size_limits limits{};
  std::chrono::milliseconds timeout{500}; ///< the time limit for a response
  std::chrono::steady_clock::time_point deadline{};
};

/// Makes events and sends them with `assay::push`. Sends events without a result again until all
/// have one or the time is over. Returns the results of all events.
std::vector<sent_event> produce(const producer_options&);

} // namespace gateway_test
