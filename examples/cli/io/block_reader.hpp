// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/input_file.hpp"

#include "assay/json/line_feeder.hpp"
#include "assay/json/text_buffer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace tool {

/// Some whole lines of an input, and the memory that they are in.
struct block {
  assay::text_buffer read;   ///< bytes as they were read, in which most lines are
  assay::text_buffer joined; ///< the line that the bytes before them began
  std::array<assay::line_block, 3> parts{};
  std::size_t parts_used = 0;
  std::size_t bytes = 0; ///< how many were read for it

  std::span<const assay::line_block> lines() const noexcept { return {parts.data(), parts_used}; }
};

/// Reads an input in blocks that end where a line ends.
///
/// Memory is bounded by a block or by the longest line, whichever is longer; a line beyond the
/// limit is not kept.
class block_reader {
 public:
  /// Big enough that what is done once a block costs nothing, small enough to stay in a processor's
  /// second-level cache between being read and being checked. Larger ones were measured: they gain
  /// nothing, with one thread or two.
  static constexpr std::size_t block_size = std::size_t{1} << 18;
  /// What a longer line needed is given back when it is done with.
  static constexpr std::size_t max_kept = 4 * block_size;

  /// Of lines longer than `line_limit` only the beginning is kept, unless they are read at once.
  block_reader(input_file& input, std::size_t line_limit) noexcept
      : input_(input), feeder_(line_limit) {}

  /// Reads the next lines; false at the end. Gives what there is instead of waiting for more.
  /// Throws `input_error`.
  bool next(block& b);

 private:
  input_file& input_;
  assay::line_feeder feeder_;
  bool at_end_ = false;
};

} // namespace tool
