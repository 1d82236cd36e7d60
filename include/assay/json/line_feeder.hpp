// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/owned_text.hpp"
#include "assay/json/detail/text/line_cutter.hpp"
#include "assay/json/detail/text/newlines.hpp"
#include "assay/json/line_block.hpp"
#include "assay/json/options.hpp"
#include "assay/json/text_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

/// Cuts a stream that arrives in pieces into blocks of whole lines, for a `line_reader` or a parser
/// of the caller's. To check or read events there is `stream_reader`.
///
/// What is whole in a piece is not copied; of a line that is cut between pieces, the part that has
/// come is kept. However a stream is cut, its lines have the same numbers, offsets and texts.
/// Linear in the stream, with pieces of one byte, too. Allocates for lines that are cut alone, and
/// nothing more once the longest of them has come; keeps two such lines at most.
///
/// A line over the limit costs itself alone: once it is known to be too long, its beginning is
/// given as a block that `is_cut`, and the rest is passed over, so that memory is bounded however
/// long it is. (If it is blank it is none to be told of; of it, too, no more is kept.) The limit is
/// for lines that do not end in the piece that they begin in. The length of others is judged by who
/// reads them, as a `line_reader` with the same limit does.
class line_feeder {
 public:
  /// `max_line_bytes`: bytes of a line without its newline; the first line of a stream may have 3
  /// more, for a byte order mark. At most a quarter of what a std::size_t holds; more counts as
  /// that.
  explicit line_feeder(std::size_t max_line_bytes = limits().max_document_bytes) noexcept
      : cutter_(max_line_bytes) {}

  /// Takes the next bytes of the stream, and returns the lines that they complete: at most three
  /// blocks, in the order of the stream. After `finish` the bytes begin another stream.
  ///
  /// The blocks are views into `bytes`, and one, of a line that began before, into the feeder:
  /// valid until the next `feed`, `finish` or `restart`, and as long as `bytes`. When it throws
  /// std::bad_alloc no byte was taken, and all is as before the call: it can be made again.
  [[nodiscard]] std::span<const line_block> feed(std::string_view bytes) {
    return number(cutter_.feed(bytes));
  }
  template <detail::owned_text Temporary>
  std::span<const line_block> feed(Temporary&&) = delete; // its lines would be gone

  /// Ends the stream, and returns its last line if that had no newline: one block or none, valid
  /// until the next `feed`, `finish` or `restart`.
  [[nodiscard]] std::span<const line_block> finish() noexcept {
    const auto last = number(cutter_.finish());
    next_line_ = 1;
    return last;
  }

  /// How many bytes of the stream were taken; after `finish`, of the stream that has ended.
  std::uint64_t bytes() const noexcept { return cutter_.bytes(); }
  /// How many bytes are kept of a line that has not ended: at most 4 more than the limit.
  std::size_t kept() const noexcept { return cutter_.kept(); }

  /// Gives away the memory in which a line from several pieces stands, for a buffer to take its
  /// place: such a block then lives as long as the buffer. For who hands blocks to another thread.
  void exchange_joined(text_buffer& other) noexcept { cutter_.exchange_joined(other); }

  /// Forgets the stream and begins another, in the same memory. An unfinished line is lost.
  void restart() noexcept {
    cutter_.restart();
    next_line_ = 1;
  }

 private:
  std::span<const line_block> number(std::span<line_block> blocks) noexcept {
    for (line_block& b : blocks) {
      if (b.lines == 0) b.lines = detail::count_newlines(b.text);
      b.first_line = next_line_;
      next_line_ += b.lines;
    }
    return blocks;
  }

  detail::line_cutter cutter_;
  std::uint64_t next_line_ = 1; ///< the number of the first line that was not given
};

} // namespace assay
