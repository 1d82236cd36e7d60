// SPDX-License-Identifier: BSL-1.0

// HTTP-dates: reads any text as one, and any time and numbers in the three forms. A text is valid
// exactly if it is one of the forms of its instant.

#include "calendar.hpp"
#include "fields.hpp"
#include "input.hpp"

#include <assay/batch/http_date.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

using assay_fuzz::digits;
using assay_fuzz::must;
using std::chrono::sys_seconds;

namespace {

constexpr std::string_view days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                     "Thursday", "Friday", "Saturday"};
constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct date {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;

  auto tied() const { return std::tie(year, month, day, hour, minute, second); }
  long long days() const { return assay_fuzz::days_since_1970(year, month, day); }
  /// A second of 60 counts as the first second of the next minute.
  long long seconds() const { return ((days() * 24 + hour) * 60 + minute) * 60 + second; }
  bool exists() const {
    return assay_fuzz::is_day(year, month, day) && hour < 24 && minute < 60 && second <= 60;
  }
};

/// Returns the date of an instant of the years 0 to 10,099, by counting through the calendar.
date date_of(long long seconds) {
  date d{1970, 1, 1};
  const long long in_day = (seconds % 86'400 + 86'400) % 86'400, day = (seconds - in_day) / 86'400;
  // Start near the year, but not after it, to be faster.
  d.year = static_cast<int>(std::max(0LL, 1970 + (day >= 0 ? day / 366 : day / 365 - 1)));
  while (assay_fuzz::days_since_1970(d.year + 1, 1, 1) <= day) ++d.year;
  while (d.month < 12 && assay_fuzz::days_since_1970(d.year, d.month + 1, 1) <= day) ++d.month;
  d.day = static_cast<int>(day - assay_fuzz::days_since_1970(d.year, d.month, 1)) + 1;
  d.hour = static_cast<int>(in_day / 3600);
  d.minute = static_cast<int>(in_day / 60 % 60);
  d.second = static_cast<int>(in_day % 60);
  return d;
}

std::string time_of(const date& d) {
  return digits(d.hour, 2) + ":" + digits(d.minute, 2) + ":" + digits(d.second, 2);
}

enum form { fixed, rfc850, asctime, asctime_with_zero, form_count };

/// Returns the date as a text; the day of the week may be wrong.
std::string written(const date& d, form f, int weekday) {
  const std::string_view day = days[weekday];
  const std::string month(months[(d.month + 11) % 12]), day_digits = digits(d.day, 2);
  const std::string short_day(day.substr(0, 3)), year = digits(d.year, 4);
  switch (f) {
  case fixed:
    return short_day + ", " + day_digits + " " + month + " " + year + " " + time_of(d) + " GMT";
  case rfc850:
    return std::string(day) + ", " + day_digits + "-" + month + "-" + digits(d.year % 100, 2) +
           " " + time_of(d) + " GMT";
  default: {
    const bool is_padded = f == asctime && d.day < 10;
    return short_day + " " + month + " " + (is_padded ? " " + day_digits.substr(1) : day_digits) +
           " " + time_of(d) + " " + year;
  }
  }
}

/// Returns the latest of the years with the same last two digits for which the date is at most 50
/// years after now.
int full_year(date d, long long now) {
  date latest = date_of(now);
  latest.year += 50;
  for (d.year = d.year % 100 + 10'000; d.year >= 100; d.year -= 100)
    if (d.tied() <= latest.tied()) break;
  return d.year;
}

/// Returns the instant of a date in a form, from its numbers.
std::optional<long long> expected(date d, form f, int weekday, long long now) {
  if (f == rfc850) d.year = full_year(d, now);
  if (!d.exists() || assay_fuzz::weekday(d.days()) != weekday) return std::nullopt;
  return d.seconds();
}

constexpr long long year_0 = -62'167'219'200, year_10000 = 253'402'300'800;
/// A year of two digits may be one of the next 50 years.
constexpr long long last_year_end = year_10000 + 50 * 366 * 86'400LL;

sys_seconds at(long long seconds) { return sys_seconds(std::chrono::seconds(seconds)); }

/// Checks that an accepted date has the text of its instant, or of a leap second at its end.
void check_text(std::string_view text, long long now) {
  const auto found = assay::parse_http_date(text, at(now));
  if (!found) return;
  const long long seconds = found->time_since_epoch().count();
  must(seconds >= year_0 && seconds < last_year_end, "a date is in the calendar's range", text);
  bool is_form = false;
  const auto compare = [&](const date& d) {
    const int weekday = assay_fuzz::weekday(d.days());
    for (int f = 0; f < form_count; ++f) {
      if (written(d, static_cast<form>(f), weekday) != text) continue;
      is_form = true;
      must(expected(d, static_cast<form>(f), weekday, now) == seconds, "a date is its instant",
           text);
    }
  };
  compare(date_of(seconds));
  if (seconds > year_0) {
    date leap = date_of(seconds - 1);
    leap.second += 1;
    if (leap.second == 60) compare(leap);
  }
  must(is_form, "a date has one of the forms of its instant", text);
}

void check_date(const date& d, form f, int weekday, long long now) {
  const std::string text = written(d, f, weekday);
  const auto found = assay::parse_http_date(text, at(now));
  const auto right = expected(d, f, weekday, now);
  must(found.has_value() == right.has_value(), "a date is valid if it is in the calendar", text);
  if (found) must(found->time_since_epoch().count() == *right, "a date is its instant", text);
  check_text(text, now);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  constexpr long long now = 1'781'267'696; // 2026
  check_text(text, now);
  check_text(text.substr(0, text.find('\n')), now);

  assay_fuzz::fields from(text);
  const auto any_time = [&] {
    return year_0 + static_cast<long long>(from.number() % (year_10000 - year_0));
  };
  const long long then = from.below(2) == 0 ? now : any_time();
  const date made{static_cast<int>(from.below(10'000)), static_cast<int>(from.below(12)) + 1,
                  static_cast<int>(from.below(33)),     static_cast<int>(from.below(26)),
                  static_cast<int>(from.below(62)),     static_cast<int>(from.below(62))};
  const date near = date_of(std::min(then + from.below(60) * 31'556'952LL, year_10000 - 1));
  for (const date& d : {made, date_of(any_time()), near}) {
    const bool has_day = assay_fuzz::is_day(d.year, d.month, d.day);
    const int right = has_day ? assay_fuzz::weekday(d.days()) : 0;
    for (int f = 0; f < form_count; ++f) {
      check_date(d, static_cast<form>(f), right, then);
      check_date(d, static_cast<form>(f), static_cast<int>(from.below(7)), then);
    }
  }
  // At the second at which a year of two digits changes its century, and around it.
  date border = date_of(then);
  border.year += 50;
  for (const int second : {border.second - 1, border.second, border.second + 1}) {
    date d = border;
    d.second = std::max(second, 0);
    for (const int year : {d.year, d.year - 100})
      if (year >= 0 && assay_fuzz::is_day(year, d.month, d.day))
        check_date(d, rfc850,
                   assay_fuzz::weekday(assay_fuzz::days_since_1970(year, d.month, d.day)), then);
  }
  // A time beyond the calendar's range counts as the end of the range.
  const auto far = static_cast<std::int64_t>(from.number());
  const std::string old = written(near, rfc850, assay_fuzz::weekday(near.days()));
  const long long nearest = std::clamp<long long>(far, year_0, year_10000 - 1);
  must(assay::parse_http_date(old, at(far)) == assay::parse_http_date(old, at(nearest)),
       "a time outside of the calendar's range counts as its end", old);

  std::string changed =
      written(near, static_cast<form>(from.below(form_count)), assay_fuzz::weekday(near.days()));
  changed[from.below(static_cast<unsigned>(changed.size()))] = static_cast<char>(from.byte());
  check_text(changed, then);
  changed.erase(from.below(static_cast<unsigned>(changed.size())), 1);
  check_text(changed, then);
  return 0;
}
