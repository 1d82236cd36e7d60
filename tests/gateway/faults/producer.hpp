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

/// What a producer makes and where it sends it.
struct producer_options {
  unsigned short port = 0;
  std::string key{};
  std::string name{}; ///< its sessions' ids begin with it
  std::uint64_t seed = 1;
  std::size_t sessions = 1;
  std::size_t events = 1000; ///< in all sessions together
  size_limits limits{};
  std::chrono::milliseconds timeout{500}; ///< how long it waits for an answer
  std::chrono::steady_clock::time_point deadline{};
};

/// Makes events and sends them by `assay::push`, and those that were not told of again until all
/// are, or the time is over. Its account, event by event.
std::vector<sent_event> produce(const producer_options&);

} // namespace gateway_test
