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

/// A splitter of a stream that arrives in pieces. Returns blocks of complete lines, for a
/// `line_reader` or a parser of the caller. Use `stream_reader` to check or read events.
///
/// Lines that are complete within a piece are not copied. Only the beginning of a line that
/// continues in the next piece is stored. The split into pieces does not affect the lines' numbers,
/// offsets and texts. Linear in the stream, even with pieces of one byte. Allocates only for lines
/// that are split, until the longest of them has arrived. Stores at most two such lines.
///
/// Memory stays bounded when a line exceeds the limit. As soon as it is too long, its beginning is
/// returned as a block with `is_cut`, and the rest is skipped. (A blank line over the limit is
/// skipped without a text.) The limit applies to lines that continue in another piece. Readers
/// check the length of all others, as a `line_reader` with the same limit does.
class line_feeder {
 public:
  /// Constructs a feeder for one stream.
  ///
  /// @param max_line_bytes the maximum size of a line without its newline. The first line of a
  /// stream may have 3 more bytes, for a byte order mark. Values above a quarter of the range of
  /// std::size_t count as that quarter.
  explicit line_feeder(std::size_t max_line_bytes = limits().max_document_bytes) noexcept
      : cutter_(max_line_bytes) {}

  /// Takes the next bytes of the stream, and returns the lines that they complete: at most three
  /// blocks, in the order of the stream. After `finish` the bytes begin another stream.
  ///
  /// The blocks are views into `bytes`; the block of a line that began earlier is a view into the
  /// feeder. They are valid until the next `feed`, `finish` or `restart`, and as long as `bytes`.
  /// If it throws std::bad_alloc, no byte was taken and nothing has changed: the call can be
  /// repeated.
  [[nodiscard]] std::span<const line_block> feed(std::string_view bytes) {
    return number(cutter_.feed(bytes));
  }
  /// Deleted: the lines would be views into a temporary.
  template <detail::owned_text Temporary>
  std::span<const line_block> feed(Temporary&&) = delete;

  /// Ends the stream, and returns its last line if that has no newline: one block or none. It is
  /// valid until the next `feed`, `finish` or `restart`.
  [[nodiscard]] std::span<const line_block> finish() noexcept {
    const auto last = number(cutter_.finish());
    next_line_ = 1;
    return last;
  }

  /// Returns the number of bytes taken from the stream; after `finish`, from the stream that has
  /// ended.
  std::uint64_t bytes() const noexcept { return cutter_.bytes(); }
  /// Returns the number of bytes that are stored of an unfinished line: at most 4 more than the
  /// limit.
  std::size_t kept() const noexcept { return cutter_.kept(); }

  /// Exchanges the memory that holds a line from several pieces for another buffer. The block of
  /// that line is then valid as long as the buffer. Use it to pass blocks to another thread.
  void exchange_joined(text_buffer& other) noexcept { cutter_.exchange_joined(other); }

  /// Forgets the stream and begins another in the same memory. An unfinished line is lost.
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
  /// The number of the first line that was not returned yet.
  std::uint64_t next_line_ = 1;
};

} // namespace assay
