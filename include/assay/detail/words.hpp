// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

// Eight bytes of text at once, as one number: the same on every processor.

namespace assay::detail {

inline constexpr std::uint64_t ones = 0x0101010101010101u;
inline constexpr std::uint64_t tops = 0x8080808080808080u;

/// The 8 bytes at p as a number, the first byte lowest. 8 bytes at p are readable.
constexpr std::uint64_t load64(const char* p) noexcept {
  std::uint64_t w = 0;
  if (std::is_constant_evaluated()) {
    for (std::size_t i = 0; i < sizeof w; ++i)
      w |= std::uint64_t{static_cast<unsigned char>(p[i])} << 8 * i;
  } else {
    std::memcpy(&w, p, sizeof w);
    if constexpr (std::endian::native == std::endian::big) w = byte_swapped(w);
  }
  return w;
}

/// The top bit of each byte that is zero.
constexpr std::uint64_t zero_bytes(std::uint64_t w) noexcept {
  return ~(((w & ~tops) + ~tops) | w) & tops;
}

/// For each character a range: whether eight bytes are within, each in its own.
struct byte_ranges {
  std::uint64_t low, high;

  /// Precondition: both have eight ASCII characters.
  constexpr byte_ranges(std::string_view from, std::string_view to) noexcept
      : low(load64(from.data())), high(load64(to.data())) {}

  /// The top bit of each byte of the word that is out of its range. Where a byte is no ASCII the
  /// one behind it may be said to be out of range, too.
  constexpr std::uint64_t outside(std::uint64_t w) const noexcept {
    // Neither sum leaves its byte: what is ASCII and its bound are below 0x80.
    const std::uint64_t above = w + (~tops - high), not_below = (w | tops) - low;
    return (above | ~not_below | w) & tops;
  }
};

/// The top bit of each byte of the word that is no digit, as of `byte_ranges`.
constexpr std::uint64_t other_than_digits(std::uint64_t w) noexcept {
  constexpr byte_ranges digits{"00000000", "99999999"};
  return digits.outside(w);
}

/// The number in eight digits, given as their values, from 0 to 9, the first one lowest.
constexpr std::uint64_t number_of_digits(std::uint64_t values) noexcept {
  // Pairs of digits are added up, then pairs of these, and of these.
  values = values * 10 + (values >> 8);
  return ((values & 0x000000FF000000FFu) * 0x000F424000000064u +
          (values >> 16 & 0x000000FF000000FFu) * 0x0000271000000001u) >>
         32;
}

} // namespace assay::detail
