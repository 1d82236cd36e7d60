// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

namespace assay::detail {

/// A range of code points, both ends included.
struct code_points {
  char32_t first, last;
};

/// The characters that end a line, control a terminal, change the writing direction or are
/// invisible: those of the Unicode categories Cc, Cf, Zl and Zp, and those with the property
/// Default_Ignorable_Code_Point (Unicode 15).
inline constexpr code_points control_characters[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
    {0x0600, 0x0605},   {0x061C, 0x061C},   {0x06DD, 0x06DD},   {0x070F, 0x070F},
    {0x0890, 0x0891},   {0x08E2, 0x08E2},   {0x115F, 0x1160},   {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
    {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

/// Returns whether the character is one of `control_characters`. Logarithmic.
constexpr bool is_control(char32_t c) noexcept {
  const auto range =
      std::lower_bound(std::begin(control_characters), std::end(control_characters), c,
                       [](const code_points& r, char32_t point) { return r.last < point; });
  return range != std::end(control_characters) && range->first <= c;
}

/// Replaces each byte of control characters by a space, so that the text is one line and everything
/// in it is visible.
///
/// Names of members may hold any character. Bytes that are not UTF-8 stay. Linear.
inline void blank_controls(std::string& text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0x7Fu >> size);
    std::size_t length = 1;
    for (; length < size && i + length < text.size() && (text[i + length] & 0xC0) == 0x80; ++length)
      c = c << 6 | (static_cast<unsigned char>(text[i + length]) & 0x3Fu);
    const bool is_character = length == size && (lead < 0x80 || lead >= 0xC0);
    if (is_character && is_control(c))
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(i), size, ' ');
    i += length;
  }
}

} // namespace assay::detail
