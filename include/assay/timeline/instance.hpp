// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::timeline {

/// The events of a session that one process made, identified by the nonce in their keys.
struct instance {
  std::string_view nonce;  ///< valid as long as the log
  std::uint64_t first_seq; ///< the number of its first event
  std::uint64_t last_seq;  ///< the number of its last event
  std::size_t events;      ///< the number of its events
  /// Compares all members.
  friend bool operator==(const instance&, const instance&) = default;
};

} // namespace assay::timeline
