// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/newlines.hpp"
#include "assay/json/encoding.hpp"
#include "assay/json/line_block.hpp"
#include "assay/json/text_buffer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace assay::detail {

/// Splits a stream into blocks of lines, for `line_feeder` and `stream_reader`. Does not number the
/// lines: a block whose lines were not counted has `lines` 0.
class line_cutter {
 public:
  explicit line_cutter(std::size_t max_line_bytes) noexcept
      : max_(std::min(max_line_bytes, std::numeric_limits<std::size_t>::max() / 4)) {}

  /// Returns the lines that these bytes complete. Changes nothing if it throws std::bad_alloc.
  std::span<line_block> feed(std::string_view bytes) {
    const parts p = parts_of(bytes);
    if (is_kept() && !p.head.empty()) reserve(carry_, carry_.size() + p.head.size());
    // A line that began earlier is returned in `carry_`, so the next beginning needs the other
    // buffer.
    if (p.kept_of_tail != 0) reserve(is_kept() ? joined_ : carry_, p.kept_of_tail);
    take(p);
    return {blocks_.data(), count_};
  }

  std::span<line_block> finish() noexcept {
    count_ = 0;
    if (is_kept()) give_joined(false);
    what_ = unfinished::none;
    is_finished_ = true;
    return {blocks_.data(), count_};
  }

  void restart() noexcept {
    count_ = 0;
    what_ = unfinished::none;
    bytes_ = 0;
    is_finished_ = false;
  }

  std::uint64_t bytes() const noexcept { return bytes_; }
  std::size_t kept() const noexcept { return is_kept() ? carry_.size() : 0; }
  void exchange_joined(text_buffer& other) noexcept { std::swap(joined_, other); }

 private:
  /// The state of the unfinished line.
  enum class unfinished : std::uint8_t {
    /// There is none.
    none,
    /// All of it is in `carry_`.
    kept,
    /// It is over the limit and blank so far. Its beginning is in `carry_`.
    blank,
    /// It is over the limit, and its beginning was returned.
    skipped,
  };

  /// The parts of a piece: the rest of the line that began earlier, complete lines, and the
  /// beginning of another line.
  struct parts {
    std::string_view head, whole, tail;
    bool head_ends = false;
    /// Whether the tail is returned immediately, as a cut line.
    bool tail_is_cut = false;
    std::size_t kept_of_tail = 0;
  };

  bool is_kept() const noexcept { return what_ == unfinished::kept || what_ == unfinished::blank; }

  std::size_t limit(bool is_first) const noexcept {
    return max_ + (is_first ? byte_order_mark.size() : 0);
  }

  static bool is_blank(std::string_view text, bool is_first) noexcept {
    if (is_first && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    return std::all_of(text.begin(), text.end(),
                       is_space); // find_first_not_of calls memchr for each byte
  }

  parts parts_of(std::string_view bytes) const noexcept {
    parts p;
    if (what_ != unfinished::none) {
      const std::size_t newline = bytes.find('\n');
      p.head_ends = newline != bytes.npos;
      p.head = bytes.substr(0, p.head_ends ? newline + 1 : newline);
      bytes.remove_prefix(p.head.size());
    }
    const std::size_t end = find_last_newline(bytes) + 1; // npos + 1 is 0
    p.whole = bytes.substr(0, end);
    p.tail = bytes.substr(end);
    const bool is_first = what_ == unfinished::none && p.whole.empty() && begins_stream();
    p.tail_is_cut = p.tail.size() > limit(is_first) && !is_blank(p.tail, is_first);
    if (!p.tail_is_cut) p.kept_of_tail = std::min(p.tail.size(), limit(is_first) + 1);
    return p;
  }
  bool begins_stream() const noexcept { return is_finished_ || bytes_ == 0; }

  /// Makes room for n bytes, or for the maximum that is kept of a line. The size is that maximum
  /// divided by a power of two, so it is at least twice the previous one.
  void reserve(text_buffer& to, std::size_t n) const {
    constexpr std::size_t least = 512;
    std::size_t capacity = limit(true) + 1;
    n = std::min(n, capacity);
    if (n <= to.capacity()) return;
    while (capacity / 2 >= std::max(n, least)) capacity /= 2;
    to.reserve_exactly(capacity);
  }

  /// Room is reserved, so nothing fails from here on.
  void take(const parts& p) noexcept {
    if (is_finished_) restart();
    count_ = 0;
    if (!p.head.empty()) take_head(p);
    bytes_ += p.head.size();
    if (!p.whole.empty()) give(p.whole, 0, bytes_);
    bytes_ += p.whole.size();
    if (!p.tail.empty()) take_tail(p);
    bytes_ += p.tail.size();
  }

  void take_head(const parts& p) noexcept {
    if (is_kept()) {
      const std::size_t most = limit(line_begin_ == 0);
      const std::size_t added = std::min(p.head.size(), most + 1 - carry_.size());
      carry_.append(p.head.substr(0, added));
      if (bytes_ + p.head.size() - p.head_ends - line_begin_ > most) {
        const bool was_blank =
            what_ == unfinished::blank || is_blank(carry_.view(), line_begin_ == 0);
        what_ = was_blank && is_blank(p.head.substr(added), false) ? unfinished::blank
                                                                   : unfinished::skipped;
      }
      if (what_ == unfinished::skipped) give_joined(true);
      else if (p.head_ends) give_joined(false);
    }
    if (p.head_ends) what_ = unfinished::none;
  }

  void take_tail(const parts& p) noexcept {
    line_begin_ = bytes_;
    what_ = p.tail_is_cut                     ? unfinished::skipped
            : p.kept_of_tail == p.tail.size() ? unfinished::kept
                                              : unfinished::blank;
    if (p.tail_is_cut) return give(p.tail.substr(0, limit(bytes_ == 0) + 1), 1, bytes_, true);
    carry_.clear();
    carry_.append(p.tail.substr(0, p.kept_of_tail));
  }

  void give_joined(bool is_cut) noexcept {
    std::swap(carry_, joined_);
    const bool is_nothing = what_ == unfinished::blank;
    give(is_nothing ? std::string_view() : joined_.view(), 1, line_begin_, is_cut);
  }
  void give(std::string_view text, std::uint64_t lines, std::uint64_t offset,
            bool is_cut = false) noexcept {
    blocks_[count_++] = {text, 1, lines, offset, is_cut};
  }

  std::size_t max_;
  /// The beginning of the unfinished line.
  text_buffer carry_;
  /// The line from several pieces that was returned last.
  text_buffer joined_;
  /// The offset of the unfinished line.
  std::uint64_t line_begin_ = 0;
  std::uint64_t bytes_ = 0;
  std::array<line_block, 3> blocks_;
  std::size_t count_ = 0;
  unfinished what_ = unfinished::none;
  bool is_finished_ = false;
};

} // namespace assay::detail
