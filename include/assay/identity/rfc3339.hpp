#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// Whether the text is a date-time of RFC 3339 (section 5.6) that exists in the calendar.
///
/// `2026-06-12T12:34:56.789012Z`; any number of fraction digits, `Z` or an offset, `T` and `Z` in either case. A second of 60
/// is taken at 23:59 UTC only, where leap seconds are. Constant time but for the fraction; allocates nothing.
constexpr bool is_rfc3339(std::string_view s) noexcept {
  constexpr std::size_t shortest = std::string_view("0000-00-00T00:00:00Z").size();
  if (s.size() < shortest) return false;
  // Without a branch for each character: what is wrong is gathered and asked for once.
  unsigned wrong = 0;
  const auto literal = [&](std::size_t i, char c) { wrong |= static_cast<unsigned>(s[i] ^ c); };
  const auto two = [&](std::size_t i) {
    const unsigned tens = static_cast<unsigned char>(s[i] - '0'), ones = static_cast<unsigned char>(s[i + 1] - '0');
    wrong |= static_cast<unsigned>(tens > 9) | static_cast<unsigned>(ones > 9);
    return static_cast<int>(tens * 10 + ones);
  };
  const int year = two(0) * 100 + two(2), month = two(5), day = two(8);
  const int hour = two(11), minute = two(14), second = two(17);
  literal(4, '-');
  literal(7, '-');
  literal(13, ':');
  literal(16, ':');
  if (wrong != 0 || (s[10] | 0x20) != 't') return false;
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return false;
  const bool leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int days = month == 2 ? 28 + leap_year : 30 + ((month ^ (month >> 3)) & 1);
  if (day < 1 || day > days) return false;

  std::size_t i = shortest - 1;
  if (s[i] == '.') {
    const std::size_t first = ++i;
    while (i < s.size() && static_cast<unsigned char>(s[i] - '0') < 10) ++i;
    if (i == first || i == s.size()) return false;
  }
  int offset = 0;
  if ((s[i] | 0x20) == 'z') {
    if (i + 1 != s.size()) return false;
  } else {
    if ((s[i] != '+' && s[i] != '-') || i + 6 != s.size() || s[i + 3] != ':') return false;
    const int hours = two(i + 1), minutes = two(i + 4);
    if (wrong != 0 || hours > 23 || minutes > 59) return false;
    offset = (hours * 60 + minutes) * (s[i] == '-' ? -1 : 1);
  }
  constexpr int day_minutes = 24 * 60;
  return second != 60 || (hour * 60 + minute - offset + day_minutes) % day_minutes == day_minutes - 1;
}

} // namespace assay
