// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/words.hpp"
#include "assay/schema/decimal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <version>

namespace assay::detail {

template <class T>
concept float_or_double = std::same_as<T, float> || std::same_as<T, double>;

/// The floating-point number that is nearest to a JSON number.
template <float_or_double T>
struct nearest_number {
  /// Infinite if the number is too large, zero if it is too small; both keep the number's sign.
  T value;
  /// Whether the number is beyond the greatest finite one.
  bool too_large;
};

/// Computes `nearest_of` with the C library, for standard libraries without `std::from_chars` for
/// floating-point numbers.
///
/// The locale changes the decimal point that `strtod` expects, so the text that it gets has none:
/// it is an integer with an exponent. Linear; allocates nothing; preserves `errno`.
template <float_or_double T>
nearest_number<T> nearest_by_c_library(std::string_view text) noexcept {
  const decimal_parts n = decimal_parts_of(text);
  if (n.digits.empty()) return {n.negative ? -T(0) : T(0), false};
  // A number halfway between two doubles has at most 767 significant digits. Further digits only
  // show on which side of halfway the number is; any digit except zero shows the same.
  constexpr std::size_t max_digits = 770, max_exponent = 20;
  std::array<char, max_digits + max_exponent> room;
  char* w = room.data();
  if (n.negative) *w++ = '-';
  const std::int64_t first_place = exponent_distance(n, {}) + n.first_place;
  std::int64_t power = first_place + 1;
  const char* const digits_end = room.data() + max_digits;
  for (const char c : n.digits) {
    if (c == '.') continue;
    --power;
    const bool is_room_full = w + 1 == digits_end;
    *w++ = is_room_full ? '1' : c;
    if (is_room_full) break;
  }
  *w++ = 'e';
  // Beyond every floating-point number, whatever the number of digits.
  constexpr std::int64_t limit = 1'000'000;
  w = std::to_chars(w, room.data() + room.size() - 1, std::clamp(power, -limit, limit)).ptr;
  *w = '\0';

  const int errno_before = errno;
  errno = 0;
  T value;
  if constexpr (std::is_same_v<T, float>) value = std::strtof(room.data(), nullptr);
  else value = std::strtod(room.data(), nullptr);
  const bool out_of_range = errno == ERANGE;
  errno = errno_before;
  return {value, out_of_range && first_place > 0};
}

#ifdef __cpp_lib_to_chars
inline constexpr bool has_from_chars = true;
#else
inline constexpr bool has_from_chars = false;
#endif

/// Whether a division of doubles is rounded once, as in IEEE 754. False if doubles are computed
/// with more digits, or if the compiler may replace divisions.
#if defined(__FAST_MATH__) || !defined(__FLT_EVAL_METHOD__) || __FLT_EVAL_METHOD__ != 0
inline constexpr bool divides_exactly = false;
#else
inline constexpr bool divides_exactly = std::numeric_limits<double>::is_iec559;
#endif

/// Returns the double nearest to a number without an exponent that has at most 16 digits, 2^53 or
/// less as an integer. Otherwise empty.
///
/// The digits and the power of ten are exact doubles, so their quotient is rounded once. (W.
/// Clinger: How to read floating point numbers accurately, 1990.)
inline std::optional<double> nearest_of_few_digits(std::string_view text) noexcept {
  static constexpr double powers[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                      1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16};
  constexpr std::size_t max_digits = 16;
  constexpr std::uint64_t max_exact = std::uint64_t{1} << 53;
  const bool negative = text.front() == '-';
  text.remove_prefix(negative);
  if (text.size() > max_digits + 1) return std::nullopt;
  std::uint64_t digits = 0;
  std::size_t point = text.size(), i = 0;
  if (text.size() >= 8)
    if (const std::uint64_t w = load64(text.data()); other_than_digits(w) == 0)
      digits = number_of_digits(w - ones * '0'), i = 8;
  for (; i < text.size(); ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i] - '0');
    if (digit <= 9) digits = digits * 10 + digit;
    else if (text[i] == '.') point = i;
    else return std::nullopt;
  }
  const std::size_t decimals = point == text.size() ? 0 : text.size() - point - 1;
  if (digits > max_exact) return std::nullopt;
  const double value = static_cast<double>(digits) / powers[decimals];
  return negative ? -value : value;
}

/// Returns the nearest float or double, rounded once, whatever the locale is. Linear. Precondition:
/// the text is a JSON number.
template <float_or_double T>
nearest_number<T> nearest_of(std::string_view text) noexcept {
  if constexpr (divides_exactly && std::same_as<T, double>)
    if (const std::optional<double> value = nearest_of_few_digits(text)) [[likely]]
      return {*value, false};
  if constexpr (has_from_chars) {
    T value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc())
      return {value, false};
    // Out of range; `from_chars` does not report on which side.
    const bool too_large = first_place_of(text) >= 0;
    const T size = too_large ? std::numeric_limits<T>::infinity() : T(0);
    return {text.front() == '-' ? -size : size, too_large};
  } else {
    return nearest_by_c_library<T>(text);
  }
}

/// Returns the double nearest to a JSON number: infinite if it is too large, zero if it is too
/// small. Linear. Precondition: the text is a JSON number.
inline double nearest_double(std::string_view text) noexcept {
  return nearest_of<double>(text).value;
}

/// Returns the float nearest to a JSON number. (Rounding the nearest double would round twice.)
/// Precondition: the text is a JSON number.
inline float nearest_float(std::string_view text) noexcept { return nearest_of<float>(text).value; }

/// Returns whether a JSON number is beyond the largest double. Does not test for infinity, so it
/// works with -ffast-math. Linear. Precondition: the text is a JSON number.
inline bool exceeds_double(std::string_view text) noexcept {
  return nearest_of<double>(text).too_large;
}

} // namespace assay::detail
