// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gateway_test {

/// The settings of a ProductTelemetry client.
struct tracker_options {
  unsigned short port = 0;
  std::string key{};
  std::uint64_t seed = 1;
  std::size_t events = 100;
  std::chrono::milliseconds timeout{500};
  std::chrono::steady_clock::time_point deadline{};
};

/// Tracks events with `assay::producttelemetry::client` until all are delivered or the time is
/// over. Returns the numbers of the delivered events, followed by an empty text if events are left.
std::vector<std::string> track(const tracker_options&);

/// Checks that each delivered event is stored once, and that no other event is stored.
std::vector<difference> compare_tracked(std::span<const std::string> delivered,
                                        std::span<const stored_event> stored);

} // namespace gateway_test
