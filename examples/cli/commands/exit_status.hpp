// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace tool {

/// The exit status of the tool.
enum class exit_status : std::uint8_t {
  accepted = 0, ///< all events were accepted
  rejected = 1, ///< at least one event was rejected
  failed = 2,   ///< wrong usage, or an input or output error; some events may be unchecked
};

} // namespace tool
