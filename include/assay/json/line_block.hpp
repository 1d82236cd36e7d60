// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

/// Some whole lines of a stream, in a row.
struct line_block {
  /// They end with their newline, but for the last line of the stream and for one that is cut.
  /// Empty for a blank line over the limit.
  std::string_view text;
  std::uint64_t first_line = 1; ///< the number of the first one in the stream, from 1
  std::uint64_t lines = 0;      ///< how many there are
  std::uint64_t offset = 0;     ///< where the first one begins, in bytes from the stream's start
  /// There is one line, longer than the limit, and `text` is only its beginning, longer than the
  /// limit by one byte.
  bool is_cut = false;
};

} // namespace assay
