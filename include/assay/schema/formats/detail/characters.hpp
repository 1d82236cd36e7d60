// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace assay::detail {

/// Classes of ASCII characters, independent of the locale.
constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_ascii_alphanumeric(char c) noexcept {
  return is_ascii_digit(c) || is_ascii_letter(c);
}
constexpr bool is_ascii_hex_digit(char c) noexcept {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A set of ASCII characters.
class character_set {
 public:
  constexpr explicit character_set(std::string_view characters) noexcept { add(characters); }

  /// Returns a copy with these additional characters.
  constexpr character_set with(std::string_view characters) const noexcept {
    character_set out = *this;
    out.add(characters);
    return out;
  }

  /// Returns whether the set contains a character. Constant time.
  constexpr bool contains(char c) const noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 128 && (bits_[byte / 64] >> byte % 64 & 1) != 0;
  }

 private:
  constexpr void add(std::string_view characters) noexcept {
    for (const char c : characters) {
      const auto byte = static_cast<unsigned char>(c);
      bits_[byte / 64] |= std::uint64_t{1} << byte % 64;
    }
  }

  std::uint64_t bits_[2] = {};
};

inline constexpr character_set
    ascii_alphanumerics("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

/// Returns whether the text consists of parts joined by dots. Parts have at least one character,
/// and `is_of_part` holds for all of them.
template <class Predicate>
constexpr bool is_dotted(std::string_view text, Predicate is_of_part) noexcept {
  bool after_dot = true;
  for (const char c : text) {
    if (!is_of_part(c) && (c != '.' || after_dot)) return false;
    after_dot = c == '.';
  }
  return !after_dot;
}

} // namespace assay::detail
