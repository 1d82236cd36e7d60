// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay {

/// A block of consecutive complete lines of a stream.
struct line_block {
  /// The lines. Each ends with its newline, except the last line of the stream and a line that is
  /// cut. Empty for a blank line over the limit.
  std::string_view text;
  /// The number of the first line in the stream, from 1.
  std::uint64_t first_line = 1;
  /// The number of lines.
  std::uint64_t lines = 0;
  /// The place of the first line, in bytes from the start of the stream.
  std::uint64_t offset = 0;
  /// Whether the block is one line over the limit. `text` is then its beginning, one byte longer
  /// than the limit.
  bool is_cut = false;
};

} // namespace assay
