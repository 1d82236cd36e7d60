// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/http_date.hpp"

#include "assay/identity/instant.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <cstdint>
#include <ctime>
#include <random>
#include <string>
#include <string_view>

using assay::parse_http_date;
using std::chrono::sys_seconds;

namespace {

/// Returns the instant of a date-time of RFC 3339.
sys_seconds at(std::string_view rfc3339) { return assay::parse_rfc3339(rfc3339).value().second; }

const sys_seconds now = at("2026-06-12T12:34:56Z");

} // namespace

TEST_CASE("http_date: the three forms of RFC 9110's example are one instant") {
  const sys_seconds expected = at("1994-11-06T08:49:37Z");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", now) == expected);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now) == expected);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", now) == expected);
  static_assert(parse_http_date("Thu, 01 Jan 1970 00:00:01 GMT", {}) ==
                sys_seconds(std::chrono::seconds(1)));
}

TEST_CASE("http_date: a year of two digits is the latest that is at most 50 years ahead") {
  // One of the seven days of the week matches the date, if the date exists.
  const auto year_of = [](std::string_view digits, std::string_view from,
                          std::string_view day = "01-Jan-") {
    int year = -1;
    for (const std::string weekday :
         {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}) {
      const auto date = parse_http_date(
          weekday + ", " + std::string(day) + std::string(digits) + " 00:00:00 GMT", at(from));
      if (!date) continue;
      CHECK(year == -1);
      year = static_cast<int>(
          std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(*date)).year());
    }
    return year;
  };
  CHECK(year_of("26", "2026-06-12T00:00:00Z") == 2026);
  CHECK(year_of("75", "2026-06-12T00:00:00Z") == 2075);
  CHECK(year_of("76", "2026-06-12T00:00:00Z") == 2076);
  CHECK(year_of("76", "2026-06-12T00:00:00Z", "31-Dec-") == 1976);
  CHECK(year_of("77", "2026-06-12T00:00:00Z") == 1977);
  CHECK(year_of("25", "2026-06-12T00:00:00Z") == 2025);
  CHECK(year_of("00", "2099-12-31T23:59:50Z") == 2100);
  CHECK(year_of("99", "2100-01-01T00:00:00Z") == 2099);
  CHECK(year_of("28", "2026-06-12T00:00:00Z", "29-Feb-") == 2028);
  CHECK(year_of("27", "2026-06-12T00:00:00Z", "29-Feb-") == -1);
  CHECK(year_of("40", "0000-01-01T00:00:00Z") == 40);
  CHECK(year_of("51", "0000-01-01T00:00:00Z") == 51);
  CHECK(year_of("00", "0050-06-12T00:00:00Z") == 100);
  CHECK(year_of("00", "0050-06-12T00:00:00Z", "31-Dec-") == 0);
  CHECK(year_of("99", "0000-01-01T00:00:00Z") == 99); // there is no earlier year
}

namespace {

/// Returns the obsolete form of an instant, whose year has two digits.
std::string rfc850_date(sys_seconds t) {
  const std::time_t seconds = t.time_since_epoch().count();
  std::tm fields{};
  REQUIRE(gmtime_r(&seconds, &fields) != nullptr);
  char text[64];
  return std::string(text, std::strftime(text, sizeof text, "%A, %d-%b-%y %H:%M:%S GMT", &fields));
}

/// Returns the instant with the same calendar fields this many years later, according to the C
/// library: March 1st for a February 29th that does not exist.
sys_seconds years_after(sys_seconds t, int years) {
  const std::time_t seconds = t.time_since_epoch().count();
  std::tm fields{};
  REQUIRE(gmtime_r(&seconds, &fields) != nullptr);
  fields.tm_year += years;
  return sys_seconds(std::chrono::seconds(timegm(&fields)));
}

} // namespace

TEST_CASE("http_date: 50 years ahead are calendar years, to the second", "[long]") {
  using std::chrono::seconds;
  CHECK(parse_http_date("Friday, 12-Jun-76 12:34:56 GMT", now) == at("2076-06-12T12:34:56Z"));
  CHECK_FALSE(parse_http_date("Saturday, 12-Jun-76 12:34:56 GMT", now)); // 1976, as in the original
  CHECK(parse_http_date("Saturday, 12-Jun-76 12:34:57 GMT", now) == at("1976-06-12T12:34:57Z"));
  CHECK_FALSE(parse_http_date("Friday, 12-Jun-76 12:34:57 GMT", now));
  // There is no leap day 50 years later; the 28th of February is before it.
  const sys_seconds leap_day = at("2024-02-29T00:00:00Z");
  CHECK(parse_http_date("Wednesday, 28-Feb-74 23:59:59 GMT", leap_day) ==
        at("2074-02-28T23:59:59Z"));
  CHECK(parse_http_date("Friday, 01-Mar-74 00:00:00 GMT", leap_day) == at("1974-03-01T00:00:00Z"));
  CHECK(parse_http_date("Sunday, 29-Feb-76 00:00:00 GMT", at("2026-02-28T23:59:59Z")) ==
        at("1976-02-29T00:00:00Z"));
  CHECK(parse_http_date("Saturday, 29-Feb-76 00:00:00 GMT", at("2026-03-01T00:00:00Z")) ==
        at("2076-02-29T00:00:00Z"));
  CHECK(parse_http_date("Tuesday, 29-Feb-00 00:00:00 GMT", at("2050-02-28T23:59:59Z")) ==
        at("2000-02-29T00:00:00Z"));
  CHECK_FALSE(parse_http_date("Tuesday, 29-Feb-00 00:00:00 GMT",
                              at("2050-03-01T00:00:00Z"))); // 2100 has no leap day
  CHECK(parse_http_date("Thursday, 31-Dec-76 23:59:60 GMT", at("2027-01-01T00:00:00Z")) ==
        at("2077-01-01T00:00:00Z"));
  CHECK(parse_http_date("Friday, 31-Dec-76 23:59:60 GMT", at("2026-12-31T23:59:59Z")) ==
        at("1977-01-01T00:00:00Z"));

  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    // Every seventh is the first or last second of a day.
    sys_seconds from(
        seconds(static_cast<std::int64_t>(random() % 220'000'000'000u) - 10'000'000'000));
    if (i % 7 == 0) from = std::chrono::floor<std::chrono::days>(from) - seconds(random() % 2);
    const sys_seconds last = years_after(from, 50), next = last + seconds(1);
    CAPTURE(from.time_since_epoch().count());
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(from));
    if (day.month() == std::chrono::February && day.day() == std::chrono::day(29))
      continue; // tested above
    REQUIRE(parse_http_date(rfc850_date(last), from) == last);
    REQUIRE_FALSE(parse_http_date(rfc850_date(next),
                                  from)); // the day of the week was another one a century before
    const sys_seconds first = years_after(next, -100);
    REQUIRE(parse_http_date(rfc850_date(first), from) == first);
  }
}

TEST_CASE("http_date: other texts are rejected, down to single characters") {
  for (const std::string_view text :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"}) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      INFO(text << " at " << i);
      CHECK_FALSE(parse_http_date(text.substr(0, i), now));
      for (const char c : {'x', '\0', '/', ':' == text[i] ? ';' : ':', '\xFF'}) {
        std::string changed(text);
        changed[i] = c;
        CHECK_FALSE(parse_http_date(changed, now));
      }
    }
    CHECK_FALSE(parse_http_date(std::string(text) + ' ', now));
    CHECK_FALSE(parse_http_date(' ' + std::string(text), now));
  }
  for (const std::string_view text : {
           "Mon, 06 Nov 1994 08:49:37 GMT",
           "Saturday, 06-Nov-94 08:49:37 GMT",
           "Tue Nov  6 08:49:37 1994",
           "Sun, 31 Feb 1994 08:49:37 GMT",
           "Sun, 00 Nov 1994 08:49:37 GMT",
           "Sun, 06 Nov 1994 24:00:00 GMT",
           "Sun, 06 Nov 1994 08:60:37 GMT",
           "Sun, 06 Nov 1994 08:49:61 GMT",
           "Sun, 06 Nov 1994 08:49:37 UTC",
           "Sun, 06 Nov 1994 08:49:37 +0000",
           "sun, 06 nov 1994 08:49:37 gmt",
           "Sun, 6 Nov 1994 08:49:37 GMT",
           "1994-11-06T08:49:37Z",
           "",
       }) {
    INFO(text);
    CHECK_FALSE(parse_http_date(text, now));
  }
  CHECK(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT", now) == at("2017-01-01T00:00:00Z"));
}

TEST_CASE("http_date: reads the dates that the C library writes") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 3000; ++i) {
    const auto seconds =
        static_cast<std::time_t>(random() % 253'402'300'800u); // up to the end of 9999
    const sys_seconds expected{std::chrono::seconds(seconds)};
    std::tm fields{};
    REQUIRE(gmtime_r(&seconds, &fields) != nullptr);
    char text[64];
    const auto written = [&](const char* format) {
      return std::string_view(text, std::strftime(text, sizeof text, format, &fields));
    };
    REQUIRE(parse_http_date(written("%a, %d %b %Y %H:%M:%S GMT"), now) == expected);
    REQUIRE(parse_http_date(written("%a %b %e %H:%M:%S %Y"), now) == expected);
    REQUIRE(parse_http_date(written("%A, %d-%b-%y %H:%M:%S GMT"), expected) == expected);
    REQUIRE(parse_http_date(text, expected - std::chrono::years(49)) == expected);
    REQUIRE(parse_http_date(text, expected + std::chrono::years(49)) == expected);
    // From any time in the century that ends 50 years later.
    const auto earlier = std::chrono::seconds(
        static_cast<std::int64_t>(random() % std::uint64_t{50u * 365 * 86'400}));
    REQUIRE(parse_http_date(text, expected - earlier) == expected);
    REQUIRE(parse_http_date(text, expected + earlier) == expected);
  }
}
