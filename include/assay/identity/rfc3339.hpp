// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/words.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace assay {
namespace detail {

constexpr int days_of(int year, int month) noexcept {
  const bool leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 ? 28 + leap_year : 30 + ((month ^ (month >> 3)) & 1);
}

/// Parses digits and separators at known places of a text without a branch for each. Faults
/// accumulate and are checked once.
class time_fields {
 public:
  constexpr explicit time_fields(std::string_view text) noexcept : text_(text) {}

  /// Returns the number in the two digits at `i`. Precondition: the text has these two bytes.
  constexpr int two(std::size_t i) noexcept {
    const unsigned high = static_cast<unsigned char>(text_[i] - '0'),
                   low = static_cast<unsigned char>(text_[i + 1] - '0');
    wrong_ |= static_cast<unsigned>(high > 9) | static_cast<unsigned>(low > 9);
    return static_cast<int>(high * 10 + low);
  }
  constexpr void literal(std::size_t i, char c) noexcept {
    wrong_ |= static_cast<unsigned>(text_[i] ^ c);
  }
  constexpr bool are_right() const noexcept { return wrong_ == 0; }

 private:
  std::string_view text_;
  unsigned wrong_ = 0;
};

} // namespace detail

/// Returns whether the text is an RFC 3339 date (section 5.6, full-date) that exists in the
/// calendar: `2026-06-12`. Constant time; allocates nothing.
constexpr bool is_date(std::string_view s) noexcept {
  if (s.size() != std::string_view("0000-00-00").size()) return false;
  detail::time_fields fields(s);
  const int year = fields.two(0) * 100 + fields.two(2), month = fields.two(5), day = fields.two(8);
  fields.literal(4, '-');
  fields.literal(7, '-');
  return fields.are_right() && month >= 1 && month <= 12 && day >= 1 &&
         day <= detail::days_of(year, month);
}

/// Returns whether the text is an RFC 3339 time (section 5.6, full-time): `12:34:56.789012Z`. The
/// fraction may have any number of digits; `Z` may have either case, and an offset may replace it.
///
/// A second of 60 is valid only at 23:59 UTC, where leap seconds are. Linear in the fraction's
/// digits, otherwise constant time; allocates nothing.
constexpr bool is_time(std::string_view s) noexcept {
  constexpr std::size_t shortest = std::string_view("00:00:00Z").size();
  if (s.size() < shortest) return false;
  detail::time_fields fields(s);
  const int hour = fields.two(0), minute = fields.two(3), second = fields.two(6);
  fields.literal(2, ':');
  fields.literal(5, ':');
  if (!fields.are_right() || hour > 23 || minute > 59 || second > 60) return false;

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
    const int hours = fields.two(i + 1), minutes = fields.two(i + 4);
    if (!fields.are_right() || hours > 23 || minutes > 59) return false;
    offset = (hours * 60 + minutes) * (s[i] == '-' ? -1 : 1);
  }
  constexpr int day_minutes = 24 * 60;
  return second != 60 ||
         (hour * 60 + minute - offset + day_minutes) % day_minutes == day_minutes - 1;
}

namespace detail {

/// Returns whether the text is a date-time of the usual form: at most 16 digits of a fraction, and
/// no second of 60. Returns false for every other text, valid or not.
///
/// Compares eight characters at once with the ranges that they must be in. Only numbers that this
/// leaves open, such as a month of 19, are checked separately.
constexpr bool is_usual_rfc3339(std::string_view s) noexcept {
  constexpr std::size_t seconds_end = std::string_view("0000-00-00T00:00:00").size();
  constexpr byte_ranges date{"0000-00-", "9999-19-"}, hours{"00t00:00", "39t29:59"},
      seconds{"00:00:00", "29:59:59"};
  constexpr std::uint64_t small = std::uint64_t{0x20} << 16; // the T in lower case
  if (s.size() <= seconds_end) return false;
  const char* const p = s.data();
  // These loads read the bytes 0 to 15 and 11 to 18. The text has at least 20 bytes.
  if ((date.outside(load64(p)) | hours.outside(load64(p + 8) | small) |
       seconds.outside(load64(p + 11))) != 0)
    return false;
  const auto two = [p](std::size_t i) { return (p[i] - '0') * 10 + (p[i + 1] - '0'); };
  const int month = two(5), day = two(8);
  if (month < 1 || month > 12 || day < 1 || two(11) > 23) return false;
  if (day > 28 && day > days_of(two(0) * 100 + two(2), month)) return false;

  // Where the offset from UTC begins.
  std::size_t end = s.size() - 1;
  if ((p[end] | 0x20) != 'z') {
    constexpr std::size_t offset_size = std::string_view("+00:00").size();
    if (s.size() < seconds_end + offset_size) return false;
    end = s.size() - offset_size;
    if (p[end] == ',') return false; // ',' is between '+' and '-'
    // Loads the last eight bytes. The two that do not belong to the offset count as valid.
    constexpr byte_ranges offset{"00+00:00", "99-29:59"};
    const std::uint64_t w = (load64(p + end - 2) & ~std::uint64_t{0xFFFF}) | ('0' << 8 | '0');
    if (offset.outside(w) != 0 || two(end + 1) > 23) return false;
  }
  if (end == seconds_end) return true;
  const std::size_t digits = end - seconds_end - 1;
  if (p[seconds_end] != '.' || digits == 0 || digits > 16) return false;
  // Loads the eight bytes before the offset, and checks those that belong to the fraction.
  const std::uint64_t last = other_than_digits(load64(p + end - 8));
  if (digits <= 8) return last >> (64 - 8 * digits) == 0;
  return (last | other_than_digits(load64(p + seconds_end + 1))) == 0;
}

} // namespace detail

/// Returns whether the text is an RFC 3339 date-time (section 5.6) that exists in the calendar:
/// `2026-06-12T12:34:56.789012Z`.
///
/// It is a date and a time, with `T` in either case between them; see `is_date` and `is_time`.
/// Linear in the fraction's digits, otherwise constant time; allocates nothing.
constexpr bool is_rfc3339(std::string_view s) noexcept {
  if (detail::is_usual_rfc3339(s)) return true;
  constexpr std::size_t date_size = std::string_view("0000-00-00").size();
  return s.size() > date_size && (s[date_size] | 0x20) == 't' && is_date(s.substr(0, date_size)) &&
         is_time(s.substr(date_size + 1));
}

/// Why a text is not an RFC 3339 date-time.
struct rfc3339_fault {
  /// The place of the first wrong character, in bytes. The text's size if the text is too short.
  std::size_t position;
  /// The reason in words, such as "no offset from UTC". Contains no part of the text. Valid as long
  /// as the program runs.
  std::string_view reason;
};

/// Returns the first fault of a text that `is_rfc3339` rejects. Empty for a valid text. Linear in
/// the text; allocates nothing.
constexpr std::optional<rfc3339_fault> find_rfc3339_fault(std::string_view s) noexcept {
  using fault = rfc3339_fault;
  if (is_rfc3339(s)) return std::nullopt;
  if (s.empty()) return fault{0, "an empty string"};
  const auto is_digit = [&](std::size_t i) { return i < s.size() && s[i] >= '0' && s[i] <= '9'; };
  const auto two = [&](std::size_t i) { return (s[i] - '0') * 10 + (s[i + 1] - '0'); };
  constexpr std::size_t min_unix_time_size = 9; // digits, in seconds
  if (s.find_first_not_of("0123456789.") == s.npos &&
      s.substr(0, s.find('.')).size() >= min_unix_time_size)
    return fault{0, "a number, as of a Unix time"};

  constexpr std::string_view form = "0000-00-00T00:00:00", offset_form = "00:00";
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (i == s.size())
      return fault{i, i < 10    ? "the date ends early"
                      : i == 10 ? "no time of day"
                                : "the time ends early"};
    if (form[i] == '0' && !is_digit(i)) return fault{i, "digit expected"};
    if (form[i] == '-' && s[i] != '-') return fault{i, "'-' expected in the date"};
    if (form[i] == 'T' && (s[i] | 0x20) != 't')
      return fault{i, "'T' expected between date and time"};
    if (form[i] == ':' && s[i] != ':') return fault{i, "':' expected in the time"};
    if (i == 6 && (two(5) < 1 || two(5) > 12)) return fault{5, "no such month"};
    if (i == 9 && (two(8) < 1 || two(8) > detail::days_of(two(0) * 100 + two(2), two(5))))
      return fault{8, "no such day in the month"};
    if (i == 12 && two(11) > 23) return fault{11, "the hour is above 23"};
    if (i == 15 && two(14) > 59) return fault{14, "the minute is above 59"};
    if (i == 18 && two(17) > 60) return fault{17, "the second is above 60"};
  }
  std::size_t i = form.size();
  if (i < s.size() && s[i] == ',') return fault{i, "'.' expected before the fraction"};
  if (i < s.size() && s[i] == '.') {
    if (!is_digit(++i)) return fault{i, "digit expected"};
    while (is_digit(i)) ++i;
  }
  if (i == s.size()) return fault{i, "no offset from UTC"};
  const bool is_utc = (s[i] | 0x20) == 'z';
  if (!is_utc && s[i] != '+' && s[i] != '-')
    return fault{i, "'Z' or an offset such as +00:00 expected"};
  ++i;
  for (std::size_t k = 0; !is_utc && k < offset_form.size(); ++k, ++i) {
    if (i == s.size()) return fault{i, "the offset ends early"};
    if (offset_form[k] == '0' && !is_digit(i)) return fault{i, "digit expected"};
    if (offset_form[k] == ':' && s[i] != ':') return fault{i, "':' expected in the offset"};
    if (k == 1 && two(i - 1) > 23) return fault{i - 1, "the offset's hour is above 23"};
    if (k == 4 && two(i - 1) > 59) return fault{i - 1, "the offset's minute is above 59"};
  }
  if (i != s.size()) return fault{i, "nothing may follow the offset"};
  return fault{17, "a second of 60 outside of 23:59 UTC"}; // everything else is valid
}

} // namespace assay
