// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/owned_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay {

/// A place in a text, as a line and a column, both counted from 1.
struct position {
  /// The line's number, from 1.
  std::size_t line = 1;
  /// The place in the line, from 1, in characters (code points), not bytes.
  std::size_t column = 1;
  /// Compares line and column.
  friend bool operator==(const position&, const position&) = default;
};

/// Returns the line and column of the byte at `offset`. An offset after the text counts as its end.
///
/// In bytes that are not UTF-8, every byte except a continuation byte (0x80 to 0xBF) counts as a
/// character. Linear in the offset.
inline position position_of(std::string_view text, std::size_t offset) noexcept {
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == before.npos ? before : before.substr(newline + 1);
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  return {1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + static_cast<std::size_t>(std::count_if(line.begin(), line.end(), starts_character))};
}

/// A counter of the columns of places in a text. Linear in the text for all places together if
/// their offsets are ascending.
class column_counter {
 public:
  /// Starts at the beginning of the text, which must outlive the counter.
  explicit column_counter(std::string_view text) noexcept : text_(text) {}
  /// Deleted: the temporary would be destroyed before the counter is used.
  template <detail::owned_text Temporary>
  explicit column_counter(Temporary&&) = delete;

  /// Returns the column of the byte at `offset`: its place in its line, in characters, from 1. An
  /// offset after the text counts as its end.
  std::size_t at(std::size_t offset) noexcept {
    offset = std::min(offset, text_.size());
    if (offset < offset_) *this = column_counter(text_);
    const position moved = position_of(text_.substr(offset_), offset - offset_);
    column_ = moved.line == 1 ? column_ + moved.column - 1 : moved.column;
    offset_ = offset;
    return column_;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t column_ = 1;
};

} // namespace assay
