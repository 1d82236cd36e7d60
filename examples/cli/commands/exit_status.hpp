// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace tool {

/// How the tool ends.
enum class exit_status : std::uint8_t {
  accepted = 0, ///< every event was accepted
  rejected = 1, ///< at least one was not
  failed = 2,   ///< bad usage, or an input or output error; some events may not have been looked at
};

} // namespace tool
