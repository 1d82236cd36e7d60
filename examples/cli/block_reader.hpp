#pragma once

#include "input_file.hpp"

#include "assay/json/text_buffer.hpp"

#include <cstddef>

namespace tool {

/// Some whole lines of an input.
struct block {
  assay::text_buffer text;
  std::size_t first_line = 1; ///< the number of the first line
  std::size_t lines = 0; ///< how many there are; the last one of the input may lack its newline
  std::size_t bytes = 0; ///< how long they are in the input
  /// There is one line, longer than the reader's limit, and `text` is only its start, longer than
  /// the limit too.
  bool is_cut = false;
};

/// Cuts an input into blocks that end where a line ends.
///
/// Memory is bounded by a block or by the longest line, whichever is longer; a line beyond the
/// limit is not kept.
class block_reader {
 public:
  /// Big enough that what is done once a block costs nothing, small enough to stay in a processor's
  /// second-level cache between being read and being checked. Larger ones were measured: they gain
  /// nothing with one thread, and 4 % with two.
  static constexpr std::size_t block_size = std::size_t{1} << 18;
  /// What a longer line needed is given back when it is done with.
  static constexpr std::size_t max_kept = 4 * block_size;

  /// Lines longer than `line_limit` are certain to be kept up to that length, and may be kept whole
  /// up to a block more.
  block_reader(input_file& input, std::size_t line_limit) noexcept
      : input_(input), line_limit_(line_limit) {}

  /// Reads the next lines; false at the end. Gives what there is instead of waiting for more.
  /// Throws `input_error`.
  bool next(block& b);

 private:
  bool read_some(assay::text_buffer& to);
  void skip_line(block& b);

  input_file& input_;
  std::size_t line_limit_;
  std::size_t next_line_ = 1;
  assay::text_buffer rest_;     ///< read, but behind the last block
  std::size_t rest_begins_ = 0; ///< in `rest_`
  bool at_end_ = false;
};

} // namespace tool
