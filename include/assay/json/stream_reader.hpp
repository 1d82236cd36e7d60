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

/// Walks newline-delimited events that arrive in pieces, as a `line_reader` walks a text that is
/// there as a whole: the same lines, numbers and verdicts, however the stream is cut. One for each
/// stream.
///
/// `feed` what has come and call `next` until it is false, and so on; at the end of the stream
/// `finish`, and the same again. Nothing is waited for: a line is there with the piece in which its
/// newline is, and one over `limits::max_document_bytes` is refused with the piece in which it
/// becomes too long. Memory is bounded by two lines of that size, three where the last line is read
/// from a copy (`line_reader`).
template <class T>
class stream_reader : private line_reader<T> {
  using lines = line_reader<T>;

 public:
  explicit stream_reader(const options& o = {})
      : lines(std::string_view(), o), cutter_(o.limits.max_document_bytes),
        most_shown_(std::max(o.limits.max_document_bytes + 1, o.limits.max_document_bytes)) {}

  /// Takes the next bytes of the stream. They must stay until `next` has returned false. After
  /// `finish` the bytes begin another stream. Precondition: since the last `feed` or `finish`,
  /// `next` has returned false; lines that were not gone to are lost, and not counted.
  ///
  /// Copies the beginning of a line that does not end in these bytes, and the rest of one that
  /// began before. Allocates as `line_feeder` does; when it throws std::bad_alloc no byte was
  /// taken, and all is as before the call.
  void feed(std::string_view bytes) {
    const std::span<const line_block> blocks = cutter_.feed(bytes);
    begin(blocks);
    if (is_finished_) next_line_ = 1;
    is_finished_ = false;
  }
  template <detail::owned_text Temporary>
  void feed(Temporary&&) = delete; // its lines would be gone

  /// Ends the stream: `next` goes to its last line, if that had no newline.
  void finish() noexcept {
    begin(cutter_.finish());
    is_finished_ = true;
  }

  /// Goes to the next line that is not blank and checks it; false when no other one has come. When
  /// it throws std::bad_alloc there is no verdict on the line, `accepted()` is false, and it is the
  /// next line still.
  bool next() { return advance(nullptr); }
  /// Goes to the next line that is not blank and reads it; false when no other one has come.
  /// `accepted()` tells whether it was read.
  bool next(T& value) { return advance(&value); }

  using lines::accepted;
  using lines::alternative;
  using lines::has_tag;
  using lines::report;
  using lines::text_of;
  using lines::text_of_tag;

  /// The number of the line that was gone to last, from 1, in the whole stream.
  std::uint64_t line() const noexcept { return lines_before_ + lines::line(); }
  /// Where it begins, in bytes from the start of the stream.
  std::uint64_t offset() const noexcept { return offset_; }
  /// The line without its newline, and without a byte order mark before the first one; of one that
  /// is refused as too large, its first bytes, one more than the limit. Valid until the next call
  /// of `feed` or `finish`, and as long as the bytes that were fed last; so is what `text_of`
  /// gives.
  std::string_view text() const noexcept { return lines::text().substr(0, most_shown_); }
  /// How many bytes of the stream were taken.
  std::uint64_t bytes() const noexcept { return cutter_.bytes(); }

 private:
  void begin(std::span<const line_block> blocks) noexcept {
    leave();
    blocks_ = blocks;
  }

  /// Of the block at hand, as a rule.
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

  /// Counts the lines of the block at hand, which the reader has gone through.
  void leave() noexcept {
    if (is_inside_) next_line_ = std::max(next_line_, line());
    is_inside_ = false;
  }

  /// Goes on to the next block; whether it is a cut line, which is gone to with that.
  bool enter_next() {
    this->engine_.begin();
    const line_block& b = blocks_.front();
    // A line reader's numbers may have fewer bits. 1 is that of a line which may have a mark.
    const std::size_t first = b.offset == 0 ? 1 : 2;
    if (b.is_cut) lines::refuse_cut_line(b.text, first);
    else lines::restart(b.text, first);
    lines_before_ = next_line_ - first;
    next_line_ += b.lines; // where it is known
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
  std::size_t most_shown_;             ///< bytes of a line's text
  std::span<const line_block> blocks_; ///< those that were not entered
  std::uint64_t next_line_ = 1;        ///< the number of the next block's first line
  std::uint64_t lines_before_ = 0;     ///< added to the line reader's numbers
  const char* block_ = nullptr;        ///< where the text of the one at hand begins
  std::uint64_t block_offset_ = 0;
  std::uint64_t offset_ = 0;
  bool is_finished_ = false;
  bool is_inside_ = false; ///< the line reader may have lines of it
};

} // namespace assay
