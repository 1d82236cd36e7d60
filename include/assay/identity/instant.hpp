// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/fixed_text.hpp"
#include "assay/identity/rfc3339.hpp"

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay {

/// The value of an RFC 3339 date-time: an instant in UTC, to the nanosecond, and the offset that it
/// was written with.
///
/// Covers the years 0 to 9999, as RFC 3339 does; a 64-bit number of nanoseconds would not. Compares
/// as an instant: two values that differ only in their offsets are equivalent.
struct instant {
  /// The second in UTC. For a leap second, 23:59:60, the second before it: 23:59:59.
  std::chrono::sys_seconds second{};
  /// Whether the second was written as 60.
  bool is_leap_second = false;
  /// The nanoseconds of the second, from 0 to 999'999'999.
  std::uint32_t nanosecond = 0;
  /// Local time minus UTC. 0 for `Z` and for `-00:00`.
  std::chrono::minutes offset{0};

  /// Returns the instant as a time of the system clock, truncated to microseconds.
  ///
  /// A leap second becomes the last microsecond before it, as with
  /// `std::chrono::utc_clock::to_sys`. So the order of two instants is never reversed.
  constexpr std::chrono::sys_time<std::chrono::microseconds> time() const noexcept {
    using std::chrono::microseconds;
    return second + (is_leap_second ? microseconds(999'999) : microseconds(nanosecond / 1000));
  }

  /// Orders by the instants, without the offsets.
  friend constexpr std::weak_ordering operator<=>(const instant& a, const instant& b) noexcept {
    if (a.second != b.second)
      return a.second < b.second ? std::weak_ordering::less : std::weak_ordering::greater;
    if (a.is_leap_second != b.is_leap_second) return a.is_leap_second <=> b.is_leap_second;
    return a.nanosecond <=> b.nanosecond;
  }
  /// Returns whether both are the same instant. The offsets may differ.
  friend constexpr bool operator==(const instant& a, const instant& b) noexcept {
    return (a <=> b) == 0;
  }
};

/// Returns the value of an RFC 3339 date-time. Empty if `is_rfc3339` rejects the text.
///
/// Nine digits of the fraction count; further ones are cut off. Linear in the fraction's digits,
/// otherwise constant time; allocates nothing.
constexpr std::optional<instant> parse_rfc3339(std::string_view text) noexcept {
  namespace chrono = std::chrono;
  if (!is_rfc3339(text)) return std::nullopt;
  // The text is valid here, so the places of its parts are known.
  const auto two = [text](std::size_t i) {
    return static_cast<unsigned>((text[i] - '0') * 10 + (text[i + 1] - '0'));
  };
  instant out;
  std::size_t i = std::string_view("0000-00-00T00:00:00").size();
  if (text[i] == '.') {
    constexpr unsigned digits = 9;
    unsigned taken = 0;
    for (++i; text[i] >= '0' && text[i] <= '9'; ++i)
      if (taken < digits)
        ++taken, out.nanosecond = out.nanosecond * 10 + static_cast<unsigned>(text[i] - '0');
    for (; taken < digits; ++taken) out.nanosecond *= 10;
  }
  if (text[i] == '+' || text[i] == '-') {
    out.offset = chrono::hours(two(i + 1)) + chrono::minutes(two(i + 4));
    if (text[i] == '-') out.offset = -out.offset;
  }
  const chrono::year_month_day day(chrono::year(static_cast<int>(two(0) * 100 + two(2))),
                                   chrono::month(two(5)), chrono::day(two(8)));
  const unsigned second = two(17);
  out.is_leap_second = second == 60;
  out.second = chrono::sys_days(day) + chrono::hours(two(11)) + chrono::minutes(two(14)) +
               chrono::seconds(second - out.is_leap_second) - out.offset;
  return out;
}

/// Returns the time in UTC with all six digits of its microseconds: `2026-06-12T12:34:56.789012Z`.
/// Empty for a year before 0 or after 9999, which RFC 3339 cannot write.
///
/// Constant time; allocates nothing. Source: the form of Promptetheus' client.
constexpr std::optional<fixed_text<27>>
format_rfc3339(std::chrono::sys_time<std::chrono::microseconds> time) noexcept {
  namespace chrono = std::chrono;
  // Tested before the calendar is used, because its years have 16 bits.
  constexpr chrono::sys_time<chrono::microseconds> first =
      chrono::sys_days(chrono::year(0) / 1 / 1);
  constexpr chrono::sys_time<chrono::microseconds> end =
      chrono::sys_days(chrono::year(10000) / 1 / 1);
  if (time < first || time >= end) return std::nullopt;

  const chrono::sys_days midnight = chrono::floor<chrono::days>(time);
  const chrono::year_month_day day(midnight);
  std::int64_t rest = (time - midnight).count();
  std::array<char, 27> text{};
  const auto put = [&](std::size_t at, std::size_t digits, std::int64_t value) {
    for (std::size_t i = at + digits; i-- != at; value /= 10)
      text[i] = static_cast<char>('0' + value % 10);
  };
  put(20, 6, rest % 1'000'000);
  rest /= 1'000'000;
  put(17, 2, rest % 60);
  put(14, 2, rest / 60 % 60);
  put(11, 2, rest / 3600);
  put(8, 2, static_cast<unsigned>(day.day()));
  put(5, 2, static_cast<unsigned>(day.month()));
  put(0, 4, static_cast<int>(day.year()));
  text[4] = text[7] = '-';
  text[10] = 'T';
  text[13] = text[16] = ':';
  text[19] = '.';
  text[26] = 'Z';
  return fixed_text<27>(text);
}

} // namespace assay
