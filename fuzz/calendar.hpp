// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay_fuzz {

// The calendar, counted day by day: slow, and independent of the library's code.

inline bool is_leap_year(int year) {
  if (year % 400 == 0) return true;
  if (year % 100 == 0) return false;
  return year % 4 == 0;
}

inline int days_in_month(int year, int month) {
  switch (month) {
  case 2: return is_leap_year(year) ? 29 : 28;
  case 4:
  case 6:
  case 9:
  case 11: return 30;
  default: return 31;
  }
}

inline bool is_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/// Returns the days from 1970-01-01 to a day of the years 0 to 10,100, counted year by year.
inline long long days_since_1970(int year, int month, int day) {
  constexpr int years = 10'100;
  // The number of days before each year, counted once.
  static const std::array<long long, years + 1> before = [] {
    std::array<long long, years + 1> out{};
    for (int y = 0; y < years; ++y) {
      const auto i = static_cast<std::size_t>(y);
      out[i + 1] = out[i] + (is_leap_year(y) ? 366 : 365);
    }
    return out;
  }();
  long long days = before[static_cast<std::size_t>(year)] - before[1970] + day - 1;
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  return days;
}

/// Returns the day of the week, from Sunday, 0. 1970-01-01 was a Thursday.
inline int weekday(long long days_since_1970) {
  return static_cast<int>(((days_since_1970 + 4) % 7 + 7) % 7);
}

/// Returns a number with at least this number of digits.
inline std::string digits(long long n, std::size_t size) {
  std::string out = std::to_string(n);
  return std::string(out.size() < size ? size - out.size() : 0, '0') + out;
}

} // namespace assay_fuzz
