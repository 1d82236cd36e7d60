// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace assay {

namespace detail {

/// Reads a text from its front. After a mismatch, `is_done()` stays false.
class text_cursor {
 public:
  constexpr explicit text_cursor(std::string_view text) noexcept : rest_(text) {}

  /// Returns whether the whole text was read as expected.
  constexpr bool is_done() const noexcept { return !failed_ && rest_.empty(); }

  constexpr void literal(std::string_view expected) noexcept {
    if (rest_.starts_with(expected)) rest_.remove_prefix(expected.size());
    else failed_ = true;
  }
  /// Reads a number with this many digits.
  constexpr unsigned number(std::size_t digits) noexcept {
    unsigned n = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const unsigned digit = i < rest_.size() ? static_cast<unsigned char>(rest_[i] - '0') : 10u;
      if (digit > 9) return failed_ = true, 0;
      n = n * 10 + digit;
    }
    rest_.remove_prefix(digits);
    return n;
  }
  /// Reads a number of two digits; the first one may be blank.
  constexpr unsigned padded_number() noexcept {
    if (!rest_.starts_with(' ')) return number(2);
    rest_.remove_prefix(1);
    return number(1);
  }
  /// Reads one of the names and returns its index.
  template <std::size_t N>
  constexpr unsigned one_of(const std::array<std::string_view, N>& names) noexcept {
    for (unsigned i = 0; i < N; ++i)
      if (rest_.starts_with(names[i])) return rest_.remove_prefix(names[i].size()), i;
    failed_ = true;
    return 0;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

inline constexpr std::array<std::string_view, 12> month_names{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
inline constexpr std::array<std::string_view, 7> day_names{"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
inline constexpr std::array<std::string_view, 7> long_day_names{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/// Returns the nearest time in the years 0 to 9999, so that no arithmetic overflows.
constexpr std::chrono::sys_seconds in_calendar(std::chrono::sys_seconds t) noexcept {
  namespace chrono = std::chrono;
  constexpr chrono::sys_seconds first = chrono::sys_days(chrono::year(0) / 1 / 1),
                                end = chrono::sys_days(chrono::year(10000) / 1 / 1);
  return std::clamp(t, first, end - chrono::seconds(1));
}

/// The parts of an HTTP date.
struct http_date_fields {
  unsigned weekday = 0, year = 0, month = 0, day = 0, hour = 0, minute = 0,
           second = 0; ///< weekday: from Sunday, 0

  /// Returns the calendar time for comparisons; it need not exist.
  constexpr std::array<unsigned, 6> time() const noexcept {
    return {year, month, day, hour, minute, second};
  }
  /// Returns the calendar time of an instant this many years later.
  static constexpr std::array<unsigned, 6> time_after(std::chrono::sys_seconds t,
                                                      unsigned years) noexcept {
    namespace chrono = std::chrono;
    const auto midnight = chrono::floor<chrono::days>(t);
    const chrono::year_month_day date(midnight);
    const auto seconds = static_cast<unsigned>((t - midnight).count());
    return {static_cast<unsigned>(static_cast<int>(date.year())) + years,
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60};
  }

  constexpr void read_time(text_cursor& from) noexcept {
    hour = from.number(2);
    from.literal(":");
    minute = from.number(2);
    from.literal(":");
    second = from.number(2);
  }

  /// Returns the instant; nothing if there is no such day or time, or if the weekday is wrong.
  constexpr std::optional<std::chrono::sys_seconds> instant() const noexcept {
    namespace chrono = std::chrono;
    const chrono::year_month_day date(chrono::year(static_cast<int>(year)), chrono::month(month),
                                      chrono::day(day));
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const chrono::sys_days midnight(date);
    if (chrono::weekday(midnight).c_encoding() != weekday) return std::nullopt;
    return midnight + chrono::hours(hour) + chrono::minutes(minute) + chrono::seconds(second);
  }
};

} // namespace detail

/// Returns the instant of an HTTP date; nothing if the text is not one.
///
/// Three forms are accepted: `Sun, 06 Nov 1994 08:49:37 GMT`, which senders must use, and the
/// obsolete `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`, which recipients must
/// accept. A day that is not in the calendar, or that is another day of the week, is not accepted.
/// A year of two digits means the latest year in which the time is at most 50 calendar years after
/// `now`, to the second. `now` is not used otherwise; it counts as the nearest time in the years 0
/// to 9999. A leap second becomes the second after it. Constant time; allocates nothing. Source:
/// RFC 9110, section 5.6.7.
constexpr std::optional<std::chrono::sys_seconds>
parse_http_date(std::string_view text, std::chrono::sys_seconds now) noexcept {
  detail::http_date_fields f;

  detail::text_cursor fixed(text);
  f.weekday = fixed.one_of(detail::day_names);
  fixed.literal(", ");
  f.day = fixed.number(2);
  fixed.literal(" ");
  f.month = fixed.one_of(detail::month_names) + 1;
  fixed.literal(" ");
  f.year = fixed.number(4);
  fixed.literal(" ");
  f.read_time(fixed);
  fixed.literal(" GMT");
  if (fixed.is_done()) return f.instant();

  detail::text_cursor asctime(text);
  f.weekday = asctime.one_of(detail::day_names);
  asctime.literal(" ");
  f.month = asctime.one_of(detail::month_names) + 1;
  asctime.literal(" ");
  f.day = asctime.padded_number();
  asctime.literal(" ");
  f.read_time(asctime);
  asctime.literal(" ");
  f.year = asctime.number(4);
  if (asctime.is_done()) return f.instant();

  detail::text_cursor rfc850(text);
  f.weekday = rfc850.one_of(detail::long_day_names);
  rfc850.literal(", ");
  f.day = rfc850.number(2);
  rfc850.literal("-");
  f.month = rfc850.one_of(detail::month_names) + 1;
  rfc850.literal("-");
  const unsigned digits = rfc850.number(2);
  rfc850.literal(" ");
  f.read_time(rfc850);
  rfc850.literal(" GMT");
  if (!rfc850.is_done()) return std::nullopt;
  // By the calendar: 50 years of average length can be a day longer or shorter. A date within this
  // day would be put into another century, in which it is another day of the week.
  const auto latest = detail::http_date_fields::time_after(detail::in_calendar(now), 50);
  f.year = latest[0] / 100 * 100 + digits;
  if (f.time() > latest && f.year >= 100) f.year -= 100; // there is no year before 0
  return f.instant();
}

} // namespace assay
