// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/detail/words.hpp"

#include <bit>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace assay::detail {

/// A string as it stands between its quotes.
struct string_token {
  std::string_view text;
  bool escaped = false;
};

/// A number as it was scanned. `magnitude` holds its digits as one integer unless `overflow`.
struct number_token {
  std::uint64_t magnitude = 0;
  bool negative = false;
  bool integral = true; ///< neither fraction nor exponent
  bool overflow = false;
};

/// How the text that a scanner sees ends, so that it can tell an event that was cut off from one
/// that is wrong.
enum class framing : std::uint8_t {
  document, ///< one event; a newline is white space. The last byte is `}`
  cut_off,  ///< one event whose last byte was not `}`: the last byte is a NUL that does not belong
            ///< to it
  lines,    ///< a newline ends an event. The last byte is `}` or a newline
  element,  ///< an event inside a container, which goes on behind it. The last byte is `}` or `]`
};

/// Appends the digits at p, eight at most, to m; returns how many there are. Eight bytes at p are
/// readable.
ASSAY_ALWAYS_INLINE inline int eight_digits(const char* p, std::uint64_t& m) noexcept {
  // Those that are digits are moved to the top, behind zeros.
  constexpr std::uint64_t powers[] = {1,       10,        100,        1000,       10'000,
                                      100'000, 1'000'000, 10'000'000, 100'000'000};
  const std::uint64_t w = load64(p) ^ ones * '0';
  const std::uint64_t stops = ((w + 0x7676767676767676u) | w) & tops;
  const int n = std::countr_zero(stops) / 8;
  if (n == 0) [[unlikely]]
    return 0;
  m = m * powers[n] + number_of_digits(w << (64 - 8 * n));
  return n;
}

/// Whether an integer without a sign has at most 64 bits.
inline bool fits_64_bits(const char* digits, const char* end) noexcept {
  std::uint64_t v;
  return std::from_chars(digits, end, v).ec == std::errc();
}

} // namespace assay::detail
