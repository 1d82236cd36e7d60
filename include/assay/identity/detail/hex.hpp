// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace assay::detail {

/// Writes each byte as two lower-case hexadecimal digits. Returns the end.
template <class Bytes>
constexpr char* put_hex(char* w, const Bytes& bytes) noexcept {
  constexpr char digits[] = "0123456789abcdef";
  for (const auto byte : bytes) {
    const auto b = static_cast<unsigned char>(byte);
    *w++ = digits[b >> 4];
    *w++ = digits[b & 15];
  }
  return w;
}

/// Returns whether the text is `size` lower-case hexadecimal digits.
constexpr bool is_hex(std::string_view text, std::size_t size) noexcept {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == size && std::all_of(text.begin(), text.end(), is_digit);
}

} // namespace assay::detail
