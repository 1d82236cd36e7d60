// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::timeline {

/// What one process stamped of a session, told from the others by the nonce in its keys.
struct instance {
  std::string_view nonce; ///< valid as long as the log
  std::uint64_t first_seq;
  std::uint64_t last_seq;
  std::size_t events;
  friend bool operator==(const instance&, const instance&) = default;
};

} // namespace assay::timeline
