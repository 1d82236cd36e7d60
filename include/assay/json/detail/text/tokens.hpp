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

/// A string's text between its quotes.
struct string_token {
  std::string_view text;
  bool escaped = false;
};

/// A number as it was scanned. `magnitude` holds its digits as one integer, unless `overflow` is
/// true.
struct number_token {
  std::uint64_t magnitude = 0;
  bool negative = false;
  /// Whether it has neither a fraction nor an exponent.
  bool integral = true;
  bool overflow = false;
};

/// How the scanner's text ends. The scanner uses it to distinguish an event that was cut off from
/// one that is wrong.
enum class framing : std::uint8_t {
  /// One event; a newline is white space. The last byte is `}`.
  document,
  /// One event that does not end in `}`. The last byte is a NUL that is not part of it.
  cut_off,
  /// Lines: a newline ends an event. The last byte is `}` or a newline.
  lines,
  /// An event inside a container, which continues after it. The last byte is `}` or `]`.
  element,
};

/// Appends the digits at p to m, at most eight, and returns their number. Precondition: eight bytes
/// at p are readable.
ASSAY_ALWAYS_INLINE inline int eight_digits(const char* p, std::uint64_t& m) noexcept {
  // Shifts the digits to the top; the shift fills the word with zeros before them.
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

/// Returns whether an unsigned integer fits 64 bits.
inline bool fits_64_bits(const char* digits, const char* end) noexcept {
  std::uint64_t v;
  return std::from_chars(digits, end, v).ec == std::errc();
}

} // namespace assay::detail
