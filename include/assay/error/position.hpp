// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/detail/owned_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay {

/// A place in a text as people count: lines and characters, both from 1.
struct position {
  std::size_t line = 1;
  std::size_t column = 1; ///< in characters (code points), not bytes
  friend bool operator==(const position&, const position&) = default;
};

/// The line and column of the byte at `offset`; an offset behind the text is its end. Linear in the
/// offset.
///
/// In bytes that are not UTF-8, every byte but a continuation byte (0x80 to 0xBF) counts as a
/// character.
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

/// Tells the columns of places in a text. Linear in the text for all places together when they are
/// asked for in their order.
class column_counter {
 public:
  explicit column_counter(std::string_view text) noexcept : text_(text) {}
  template <detail::owned_text Temporary>
  explicit column_counter(Temporary&&) = delete; // its text would be gone

  /// The column of the byte at `offset` in its line: in characters, from 1. An offset after the
  /// text is its end.
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
