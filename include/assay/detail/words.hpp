// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

// Functions that process eight bytes of text as one number, with the same result on every
// processor.

namespace assay::detail {

inline constexpr std::uint64_t ones = 0x0101010101010101u;
inline constexpr std::uint64_t tops = 0x8080808080808080u;

/// Returns the 8 bytes at p as a number, the first byte lowest. Precondition: 8 bytes at p are
/// readable.
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

/// Returns the top bit of each byte that is zero.
constexpr std::uint64_t zero_bytes(std::uint64_t w) noexcept {
  return ~(((w & ~tops) + ~tops) | w) & tops;
}

/// A range for each of eight characters, to test eight bytes at once.
struct byte_ranges {
  std::uint64_t low, high;

  /// Precondition: both texts have eight ASCII characters.
  constexpr byte_ranges(std::string_view from, std::string_view to) noexcept
      : low(load64(from.data())), high(load64(to.data())) {}

  /// Returns the top bit of each byte of the word that is out of its range. A byte that is not
  /// ASCII is out of range, and the byte after it may be reported too.
  constexpr std::uint64_t outside(std::uint64_t w) const noexcept {
    // Neither sum carries into the next byte: ASCII characters and their bounds are below 0x80.
    const std::uint64_t above = w + (~tops - high), not_below = (w | tops) - low;
    return (above | ~not_below | w) & tops;
  }
};

/// Returns the top bit of each byte that is not a digit, as `byte_ranges::outside` does.
constexpr std::uint64_t other_than_digits(std::uint64_t w) noexcept {
  constexpr byte_ranges digits{"00000000", "99999999"};
  return digits.outside(w);
}

/// Returns the number with these eight digits. Each byte holds a digit's value, from 0 to 9; the
/// first digit is the lowest byte.
constexpr std::uint64_t number_of_digits(std::uint64_t values) noexcept {
  // Adds up digits to pairs, pairs to fours, and fours to the number.
  values = values * 10 + (values >> 8);
  return ((values & 0x000000FF000000FFu) * 0x000F424000000064u +
          (values >> 16 & 0x000000FF000000FFu) * 0x0000271000000001u) >>
         32;
}

} // namespace assay::detail
