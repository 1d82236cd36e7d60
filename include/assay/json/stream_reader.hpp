// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/error/detail/owned_text.hpp"
#include "assay/json/detail/text/line_cutter.hpp"
#include "assay/json/line_block.hpp"
#include "assay/json/lines.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

/// A reader of newline-delimited events that arrive in pieces. Reports the same lines, numbers and
/// verdicts as a `line_reader` of the whole text, however the stream is split. Use one for each
/// stream.
///
/// Pass each piece to `feed`, and call `next` until it returns false. At the end of the stream call
/// `finish`, and `next` again. A line is available as soon as the piece with its newline is. A line
/// over `limits::max_document_bytes` is rejected as soon as it is too long. Memory is bounded by
/// two lines of that size, or by three if the last line is read from a copy (see `line_reader`).
template <class T>
class stream_reader : private line_reader<T> {
  using lines = line_reader<T>;

 public:
  /// Constructs a reader for one stream.
  explicit stream_reader(const options& o = {})
      : lines(std::string_view(), o), cutter_(o.limits.max_document_bytes),
        most_shown_(std::max(o.limits.max_document_bytes + 1, o.limits.max_document_bytes)) {}

  /// Takes the next bytes of the stream. They must stay valid until `next` has returned false.
  /// After `finish` the bytes begin another stream.
  ///
  /// Precondition: `next` has returned false since the last `feed` or `finish`. Otherwise the
  /// remaining lines are lost, and not counted.
  ///
  /// Copies the beginning of a line that does not end in these bytes, and the rest of a line that
  /// began earlier. Allocates as `line_feeder` does. If it throws std::bad_alloc, no byte was taken
  /// and nothing has changed.
  void feed(std::string_view bytes) {
    const std::span<const line_block> blocks = cutter_.feed(bytes);
    begin(blocks);
    if (is_finished_) next_line_ = 1;
    is_finished_ = false;
  }
  /// Deleted: the lines would be views into a temporary.
  template <detail::owned_text Temporary>
  void feed(Temporary&&) = delete;

  /// Ends the stream: `next` moves to its last line if that has no newline.
  void finish() noexcept {
    begin(cutter_.finish());
    is_finished_ = true;
  }

  /// Moves to the next line that is not blank, and checks it. Returns false if no further line has
  /// arrived.
  ///
  /// If it throws std::bad_alloc, there is no verdict on the line and `accepted()` is false. The
  /// next call tries the same line again.
  bool next() { return advance(nullptr); }
  /// Moves to the next line that is not blank, and reads it. Returns false if no further line has
  /// arrived. `accepted()` returns whether `value` holds the event.
  bool next(T& value) { return advance(&value); }

  using lines::accepted;
  using lines::alternative;
  using lines::has_tag;
  using lines::report;
  using lines::text_of;
  using lines::text_of_tag;

  /// Returns the current line's number in the whole stream, from 1.
  std::uint64_t line() const noexcept { return lines_before_ + lines::line(); }
  /// Returns the place of the current line, in bytes from the start of the stream.
  std::uint64_t offset() const noexcept { return offset_; }
  /// Returns the current line without its newline, and without a byte order mark. For a line that
  /// is rejected as too long: its first bytes, one more than the limit.
  ///
  /// Valid until the next `feed` or `finish`, and as long as the bytes that were fed last. The same
  /// holds for the results of `text_of`.
  std::string_view text() const noexcept { return lines::text().substr(0, most_shown_); }
  /// Returns the number of bytes taken from the stream.
  std::uint64_t bytes() const noexcept { return cutter_.bytes(); }

 private:
  void begin(std::span<const line_block> blocks) noexcept {
    leave();
    blocks_ = blocks;
  }

  /// Tries the current block first.
  ASSAY_ALWAYS_INLINE bool advance(T* target) {
    if (is_inside_ && go_on(target)) [[likely]]
      return true;
    return advance_to_block(target);
  }

  ASSAY_ALWAYS_INLINE bool go_on(T* target) {
    const bool is_there = target != nullptr ? lines::next(*target) : lines::next();
    if (is_there) set_offset();
    return is_there;
  }

  ASSAY_NOINLINE bool advance_to_block(T* target) {
    for (;;) {
      leave();
      if (blocks_.empty()) return false;
      if (enter_next() || go_on(target)) return true;
    }
  }

  /// Counts the lines of the current block, which the reader has passed.
  void leave() noexcept {
    if (is_inside_) next_line_ = std::max(next_line_, line());
    is_inside_ = false;
  }

  /// Enters the next block. Returns true if it is a cut line, which is the current line then.
  bool enter_next() {
    this->engine_.begin();
    const line_block& b = blocks_.front();
    // A line reader's numbers may have fewer bits. It skips a byte order mark only in line 1.
    const std::size_t first = b.offset == 0 ? 1 : 2;
    if (b.is_cut) lines::refuse_cut_line(b.text, first);
    else lines::restart(b.text, first);
    lines_before_ = next_line_ - first;
    next_line_ += b.lines; // where the number of lines is known
    block_ = b.text.data();
    block_offset_ = b.offset;
    is_inside_ = !b.is_cut;
    if (b.is_cut) set_offset();
    blocks_ = blocks_.subspan(1);
    return !is_inside_;
  }

  void set_offset() noexcept {
    offset_ = block_offset_ + static_cast<std::uint64_t>(lines::text().data() - block_);
  }

  detail::line_cutter cutter_;
  /// The maximum size of a line's text.
  std::size_t most_shown_;
  /// The blocks that were not entered yet.
  std::span<const line_block> blocks_;
  /// The number of the next block's first line.
  std::uint64_t next_line_ = 1;
  /// Added to the line reader's numbers.
  std::uint64_t lines_before_ = 0;
  /// Where the current block's text begins.
  const char* block_ = nullptr;
  std::uint64_t block_offset_ = 0;
  std::uint64_t offset_ = 0;
  bool is_finished_ = false;
  /// Whether the line reader may have more lines of the current block.
  bool is_inside_ = false;
};

} // namespace assay
