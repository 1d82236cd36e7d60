// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

namespace assay_test {

/// Returns the size in bytes of the UTF-8 character at the start of the text; 0 if it is invalid.
///
/// The library compares bytes; this function decodes them instead. The lead byte determines the
/// length and the bits form a number. That number must need this length, must not be a surrogate,
/// and must not exceed U+10FFFF.
inline std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto length = static_cast<std::size_t>(std::countl_one(lead));
  if (length == 0) return 1;
  if (length == 1 || length > 4 || text.size() < length) return 0;
  unsigned long u = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >> 6 != 2) return 0;
    u = u << 6 | (c & 0x3Fu);
  }
  const unsigned long least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  return u >= least && u <= 0x10FFFF && (u < 0xD800 || u > 0xDFFF) ? length : 0;
}

} // namespace assay_test
