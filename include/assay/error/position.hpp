#pragma once

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

/// The line and column of the byte at `offset`; an offset behind the text is its end. Linear in the offset.
///
/// In bytes that are not UTF-8, every byte but a continuation byte (0x80 to 0xBF) counts as a character.
inline position position_of(std::string_view text, std::size_t offset) noexcept {
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == before.npos ? before : before.substr(newline + 1);
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + static_cast<std::size_t>(std::count_if(line.begin(), line.end(), starts_character))};
}

} // namespace assay
