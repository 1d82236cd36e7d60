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

/// A block of complete lines, and the memory that holds them.
struct block {
  assay::text_buffer read;   ///< the bytes as they were read; contains most lines
  assay::text_buffer joined; ///< the line that began in an earlier block
  std::array<assay::line_block, 3> parts{};
  std::size_t parts_used = 0;
  std::size_t bytes = 0; ///< the number of bytes read for this block

  std::span<const assay::line_block> lines() const noexcept { return {parts.data(), parts_used}; }
};

/// Reads an input in blocks that end at the ends of lines.
///
/// Memory is bounded by the size of a block or of the longest line within the limit. Lines beyond
/// the limit are not kept.
class block_reader {
 public:
  /// Large enough that the cost per block is negligible, and small enough to stay in the
  /// second-level cache between reading and checking. Larger blocks were measured and are not
  /// faster, with one thread or two.
  static constexpr std::size_t block_size = std::size_t{1} << 18;
  /// Memory beyond this size, for a longer line, is freed after use.
  static constexpr std::size_t max_kept = 4 * block_size;

  /// Keeps only the beginning of lines longer than `line_limit`, unless they are read at once.
  block_reader(input_file& input, std::size_t line_limit) noexcept
      : input_(input), feeder_(line_limit) {}

  /// Reads the next lines and returns true, or returns false at the end. Returns available lines
  /// instead of waiting for more. Throws `input_error`.
  bool next(block& b);

 private:
  input_file& input_;
  assay::line_feeder feeder_;
  bool at_end_ = false;
};

} // namespace tool
