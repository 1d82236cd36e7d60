// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gateway_test {

/// What a producer was told of an event.
enum class told : std::uint8_t {
  nothing,  ///< it does not know: it asks again
  stored,   ///< pushed, or a duplicate of one that was
  rejected, ///< given back, with a status and a reason
  skipped,  ///< not sent: it is invalid for the producer itself, or too large
};

/// An event that a producer wants stored, and what it was told.
struct sent_event {
  std::string session{};
  std::string key{};
  std::uint64_t seq = 0;
  std::string text{};
  told what = told::nothing;
  int status = 0;         ///< with `told::rejected`
  std::string reason{};   ///< with `told::rejected` and `told::skipped`
  bool must_fail = false; ///< it is invalid: the gateway must not store it
};

/// An event that the gateway has stored.
struct stored_event {
  std::string session{};
  std::string key{};
  std::uint64_t seq = 0;
  std::string text{};
};

/// What a producer was told, and what is stored, in disagreement.
struct difference {
  std::string key{};
  std::string session{};
  std::string what{};
};

/// Every event that was told as stored is stored once, with the bytes that were sent; none that was
/// told as rejected or skipped is; none is stored twice, by its key or by its session and number;
/// none that nobody sent is; none was told nothing. A rejection by the gateway's verdict (with a
/// status other than 413) is in quarantine, with the bytes that were sent.
std::vector<difference> compare(std::span<const sent_event> sent,
                                std::span<const stored_event> stored,
                                std::span<const std::string> quarantined);

/// Plants each kind of fault among events that agree; the number of those that `compare` misses,
/// each of which is told.
std::size_t missed_faults();

} // namespace gateway_test
