// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// @file
///
/// Exact arithmetic on the texts of JSON numbers of any size, without doubles. All functions are
/// linear and do not allocate.

namespace assay {
namespace detail {

/// The parts of a JSON number's text: its significant digits and their places.
///
/// A place is a power of ten: that of the 7 in 375.2 is 1. The written exponent is not included.
struct decimal_parts {
  bool negative = false;
  /// From the first to the last digit that is not zero, including the dot between them; empty for
  /// zero.
  std::string_view digits{};
  std::int64_t first_place = 0; ///< of the first of `digits`
  std::int64_t last_place = 0;  ///< of the last of `digits`
  std::string_view exponent{};  ///< digits only
  bool exponent_negative = false;
};

/// Splits a number. Precondition: `text` is a JSON number.
constexpr decimal_parts decimal_parts_of(std::string_view text) noexcept {
  decimal_parts out;
  out.negative = text.front() == '-';
  if (out.negative) text.remove_prefix(1);
  constexpr std::size_t none = std::string_view::npos;
  std::size_t first = none, last = none, dot = none, end = 0;
  for (; end < text.size() && text[end] != 'e' && text[end] != 'E'; ++end) {
    if (text[end] == '.') dot = end;
    if (text[end] == '.' || text[end] == '0') continue;
    first = std::min(first, end);
    last = end;
  }
  if (end < text.size()) {
    out.exponent = text.substr(end + 1);
    out.exponent_negative = out.exponent.front() == '-';
    if (out.exponent_negative || out.exponent.front() == '+') out.exponent.remove_prefix(1);
  }
  if (first == none) return out;
  out.digits = text.substr(first, last - first + 1);
  const auto place = [whole_end = std::min(dot, end)](std::size_t i) {
    return static_cast<std::int64_t>(whole_end) - static_cast<std::int64_t>(i) - (i < whole_end);
  };
  out.first_place = place(first);
  out.last_place = place(last);
  return out;
}

/// Exceeds the size of any text, and so the difference of any two places.
inline constexpr std::int64_t max_exponent_distance = std::int64_t{1} << 58;

/// Returns the written exponent of `a` minus that of `b`: exact, or clamped to
/// ±`max_exponent_distance`.
constexpr std::int64_t exponent_distance(const decimal_parts& a, const decimal_parts& b) noexcept {
  std::int64_t distance = 0;
  for (std::size_t left = std::max(a.exponent.size(), b.exponent.size()); left != 0; --left) {
    const auto digit = [left](const decimal_parts& n) {
      if (left > n.exponent.size()) return 0;
      const int d = n.exponent[n.exponent.size() - left] - '0';
      return n.exponent_negative ? -d : d;
    };
    // A distance of 2 or more cannot get smaller with the next digits, so clamping is final.
    distance = std::clamp(distance * 10 + digit(a) - digit(b), -max_exponent_distance,
                          max_exponent_distance);
  }
  return distance;
}

/// Returns the place of the number's first digit that is not zero, including its exponent, or a
/// value beyond ±2^57 if it is out of that range. Returns 0 for zero. Precondition: `text` is a
/// JSON number.
constexpr std::int64_t first_place_of(std::string_view text) noexcept {
  const decimal_parts n = decimal_parts_of(text);
  return n.digits.empty() ? 0 : exponent_distance(n, {}) + n.first_place;
}

/// Returns whether the value of a JSON number is an integer, of any size. Precondition: `text` is a
/// JSON number.
constexpr bool is_whole(std::string_view text) noexcept {
  const decimal_parts n = decimal_parts_of(text);
  return n.digits.empty() || exponent_distance(n, {}) + n.last_place >= 0;
}

/// Compares two numbers without their signs. Precondition: neither is zero.
constexpr std::strong_ordering compare_magnitudes(const decimal_parts& a,
                                                  const decimal_parts& b) noexcept {
  if (const std::int64_t distance = exponent_distance(a, b) + a.first_place - b.first_place;
      distance != 0)
    return distance <=> 0;
  for (std::size_t i = 0, j = 0;; ++i, ++j) {
    i += i < a.digits.size() && a.digits[i] == '.';
    j += j < b.digits.size() && b.digits[j] == '.';
    const bool a_ends = i == a.digits.size(), b_ends = j == b.digits.size();
    // The longer one is greater: its last digit is not zero.
    if (a_ends || b_ends) return b_ends <=> a_ends;
    if (a.digits[i] != b.digits[j]) return a.digits[i] <=> b.digits[j];
  }
}

inline constexpr std::size_t max_step_digits = 18;

} // namespace detail

/// Returns whether the text is a number as in RFC 8259, section 6: no leading `+` or zeros, and
/// digits on both sides of a dot. Linear; allocates nothing.
constexpr bool is_json_number(std::string_view text) noexcept {
  std::size_t i = 0;
  const auto is_at = [&](char c) { return i < text.size() && text[i] == c; };
  const auto skip_digits = [&] {
    const std::size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i != first;
  };
  if (is_at('-')) ++i;
  if (is_at('0')) ++i;
  else if (!skip_digits()) return false;
  if (is_at('.')) {
    ++i;
    if (!skip_digits()) return false;
  }
  if (is_at('e') || is_at('E')) {
    ++i;
    if (is_at('+') || is_at('-')) ++i;
    if (!skip_digits()) return false;
  }
  return i == text.size();
}

/// Compares the values of two JSON numbers exactly, for any number of digits and any exponent: 1.0
/// equals 1e0, and -0 equals 0.
///
/// Linear; allocates nothing. Precondition: both are JSON numbers.
constexpr std::strong_ordering compare_decimals(std::string_view a, std::string_view b) noexcept {
  const detail::decimal_parts x = detail::decimal_parts_of(a), y = detail::decimal_parts_of(b);
  const auto sign = [](const detail::decimal_parts& n) {
    return n.digits.empty() ? 0 : n.negative ? -1 : 1;
  };
  if (sign(x) != sign(y) || sign(x) == 0) return sign(x) <=> sign(y);
  return x.negative ? detail::compare_magnitudes(y, x) : detail::compare_magnitudes(x, y);
}

/// Returns whether the text can be the `step` of `is_multiple_of`: a JSON number above zero with at
/// most 18 digits from its first to its last digit that is not zero. Linear; allocates nothing.
constexpr bool is_decimal_step(std::string_view text) noexcept {
  if (!is_json_number(text)) return false;
  const detail::decimal_parts n = detail::decimal_parts_of(text);
  return !n.negative && !n.digits.empty() &&
         n.first_place - n.last_place < std::int64_t{detail::max_step_digits};
}

/// Returns whether a JSON number is exactly the product of a step and an integer: 0.3 is a multiple
/// of 0.1, 1e400 is a multiple of 0.5, and 0 is a multiple of any step.
///
/// Linear in the texts, whatever their exponents; allocates nothing. Preconditions: `value` is a
/// JSON number, and `is_decimal_step(step)`.
constexpr bool is_multiple_of(std::string_view value, std::string_view step) noexcept {
  const detail::decimal_parts v = detail::decimal_parts_of(value),
                              s = detail::decimal_parts_of(step);
  if (v.digits.empty()) return true;
  // Each number is an integer without trailing zeros times a power of ten: V * 10^shift / S must be
  // an integer. With a negative shift, V would need trailing zeros.
  const std::int64_t shift = detail::exponent_distance(v, s) + v.last_place - s.last_place;
  if (shift < 0) return false;
  std::uint64_t divisor = 0;
  for (const char c : s.digits)
    if (c != '.') divisor = divisor * 10 + static_cast<std::uint64_t>(c - '0');
  // The divisor is below 10^18, so ten times a remainder plus a digit fits into 64 bits.
  std::uint64_t remainder = 0;
  for (const char c : v.digits)
    if (c != '.') remainder = (remainder * 10 + static_cast<std::uint64_t>(c - '0')) % divisor;
  // The divisor has fewer than 60 factors of two or five, so more than 60 factors of ten do not
  // help.
  for (std::int64_t tens = std::min<std::int64_t>(shift, 60); tens != 0 && remainder != 0; --tens)
    remainder = remainder * 10 % divisor;
  return remainder == 0;
}

} // namespace assay
