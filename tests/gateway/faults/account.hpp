// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gateway_test {

/// The result that a producer got for an event.
enum class told : std::uint8_t {
  nothing,  ///< no result yet: the producer sends it again
  stored,   ///< stored, or a duplicate of a stored event
  rejected, ///< rejected, with a status and a reason
  skipped,  ///< not sent: the producer found it invalid or too large
};

/// An event of a producer, with its result.
struct sent_event {
  std::string session{};
  std::string key{};
  std::uint64_t seq = 0;
  std::string text{};
  told what = told::nothing;
  int status = 0;         ///< with `told::rejected`
  std::string reason{};   ///< with `told::rejected` and `told::skipped`
  bool must_fail = false; ///< invalid; the gateway must not store it
};

/// An event that the gateway stored.
struct stored_event {
  std::string session{};
  std::string key{};
  std::uint64_t seq = 0;
  std::string text{};
};

/// A difference between the result of a producer and the database.
struct difference {
  std::string key{};
  std::string session{};
  std::string what{};
};

/// Compares the results with the database and returns the differences. Every event that was
/// reported as stored must be stored once, with its original bytes. Rejected, skipped and unsent
/// events must not be stored. No event may be stored twice, by its key or by its session and
/// number, or be without a result. An event that the gateway's verdict rejected (with a status
/// other than 413) must be in quarantine with its original bytes.
std::vector<difference> compare(std::span<const sent_event> sent,
                                std::span<const stored_event> stored,
                                std::span<const std::string> quarantined);

/// Plants each kind of fault among correct events. Reports each fault that `compare` misses and
/// returns their number.
std::size_t missed_faults();

} // namespace gateway_test
