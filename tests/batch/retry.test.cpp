// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/retry.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

using assay::backoff_delay;
using assay::is_transient;
using assay::parse_retry_after;
using assay::retry_delay;
using assay::retry_options;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

namespace {

constexpr sys_seconds received = sys_days(std::chrono::year(1994) / 11 / 6) +
                                 std::chrono::hours(8) + std::chrono::minutes(49) + seconds(7);
constexpr double almost_one = 0x1.fffffffffffffp-1;

} // namespace

TEST_CASE("retry: exactly seven statuses and a missing response are transient") {
  std::vector<int> transient;
  for (int status = -1; status < 1000; ++status)
    if (is_transient(status)) transient.push_back(status);
  CHECK(transient == std::vector<int>{0, 408, 425, 429, 500, 502, 503, 504});
}

TEST_CASE("retry: the bound of the backoff doubles up to its cap") {
  const auto half = [](unsigned attempt) {
    return backoff_delay(attempt, milliseconds(500), milliseconds(3000), 0.5).count();
  };
  CHECK(half(0) == 250);
  CHECK(half(1) == 500);
  CHECK(half(2) == 1000);
  CHECK(half(3) == 1500);
  CHECK(half(4) == 1500);
  CHECK(half(std::numeric_limits<unsigned>::max()) == 1500);
  static_assert(backoff_delay(1, milliseconds(500), milliseconds(3000), 0.25) == milliseconds(250));
  CHECK(backoff_delay(1, milliseconds(1), milliseconds(3), almost_one) ==
        milliseconds(1)); // twice 1, but not 3
}

TEST_CASE("retry: the backoff is below its bound and not negative, whatever the numbers are") {
  const milliseconds durations[] = {milliseconds::min(),
                                    milliseconds(-1),
                                    milliseconds(0),
                                    milliseconds(1),
                                    milliseconds(2),
                                    milliseconds(777),
                                    milliseconds(1'000'000'007),
                                    milliseconds::max() / 2,
                                    milliseconds::max()};
  const double randoms[] = {0.0,
                            0x1p-60,
                            0.5,
                            almost_one,
                            1.0,
                            -1.0,
                            17.0,
                            1e300,
                            -1e300,
                            std::numeric_limits<double>::quiet_NaN(),
                            std::numeric_limits<double>::infinity()};
  for (const milliseconds base : durations)
    for (const milliseconds cap : durations)
      for (const unsigned attempt : {0u, 1u, 2u, 31u, 62u, 63u, 64u, 4'000'000'000u})
        for (const double random : randoms) {
          const milliseconds delay = backoff_delay(attempt, base, cap, random);
          REQUIRE(delay >= milliseconds(0));
          if (base <= milliseconds(0) || cap <= milliseconds(0)) REQUIRE(delay == milliseconds(0));
          else REQUIRE(delay < cap);
          if (attempt == 0 && base > milliseconds(0)) REQUIRE(delay < base);
        }
}

TEST_CASE("retry: the backoff stays below its bound even where doubles are imprecise, and reaches "
          "the value next to it otherwise") {
  std::mt19937_64 engine(53);
  for (int bits = 1; bits < 63; ++bits) {
    const std::int64_t power = std::int64_t{1} << bits;
    for (int i = 0; i < 300; ++i) {
      const std::int64_t near = std::max<std::int64_t>(
          i < 150 ? power - 75 + i
                  : power + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(power)),
          1);
      const milliseconds bound(near), delay = backoff_delay(0, bound, bound, 1.0);
      REQUIRE(delay < bound);
      REQUIRE(delay >= bound - milliseconds(1 + near / (std::int64_t{1} << 51)));
    }
  }
  CHECK(backoff_delay(0, milliseconds::max(), milliseconds::max(), 1.0) < milliseconds::max());
}

TEST_CASE("retry: the jitter is full: delays are evenly distributed from 0 to the bound") {
  std::mt19937 engine(3);
  std::uniform_real_distribution<double> random(0, 1);
  std::vector<int> tenths(10);
  for (int i = 0; i < 10'000; ++i)
    ++tenths[static_cast<std::size_t>(
        backoff_delay(1, milliseconds(50), milliseconds(500), random(engine)).count() / 10)];
  for (const int n : tenths) CHECK((n > 850 && n < 1150)); // 5 standard deviations
}

TEST_CASE("retry: the requested delay is waited, plus the backoff; a long one is cut") {
  const retry_options o{.base_delay = milliseconds(100),
                        .max_delay = milliseconds(1000),
                        .max_retry_after = milliseconds(2500)};
  CHECK(retry_delay(0, o, {}, 0.5) == milliseconds(50));
  CHECK(retry_delay(0, o, seconds(0), 0.5) == milliseconds(50));
  CHECK(retry_delay(0, o, seconds(-5), 0.5) == milliseconds(50));
  CHECK(retry_delay(0, o, seconds(2), 0) == milliseconds(2000));
  CHECK(retry_delay(1, o, seconds(2), 0.5) == milliseconds(2100));
  CHECK(retry_delay(0, o, seconds(3), 0) == milliseconds(2500));
  CHECK(retry_delay(0, o, seconds::max(), 0.5) == milliseconds(2550));
  retry_options extreme = o;
  extreme.max_retry_after = milliseconds::max();
  CHECK(retry_delay(0, extreme, seconds::max(), 0.5) == milliseconds::max());
  extreme.max_retry_after = milliseconds::min();
  CHECK(retry_delay(0, extreme, seconds(7), 0.5) == milliseconds(50));
}

TEST_CASE("retry: Retry-After as a number of seconds") {
  CHECK(parse_retry_after("0", received) == seconds(0));
  CHECK(parse_retry_after("120", received) == seconds(120));
  CHECK(parse_retry_after(" 007\r\n", received) == seconds(7));
  CHECK(parse_retry_after("2147483647", received) == seconds(2'147'483'647));
  CHECK(parse_retry_after("2147483649", received) == seconds(std::int64_t{1} << 31));
  CHECK(parse_retry_after(std::string(5000, '9'), received) == seconds(std::int64_t{1} << 31));
  for (const char* none : {"", " ", "-1", "+1", "1.5", "1 2", "1s", "0x10", "1e3", "soon"}) {
    CAPTURE(none);
    CHECK_FALSE(parse_retry_after(none, received));
  }
}

TEST_CASE("retry: Retry-After as an HTTP date, minus the caller's now") {
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", received) == seconds(30));
  CHECK(parse_retry_after("\tSun, 06 Nov 1994 08:49:37 GMT ", received) == seconds(30));
  CHECK(parse_retry_after("Sunday, 06-Nov-94 08:49:37 GMT", received) ==
        seconds(30)); // the obsolete forms
  CHECK(parse_retry_after("Sun Nov  6 08:49:37 1994", received) == seconds(30));
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:07 GMT", received) == seconds(0));
  CHECK(parse_retry_after("Sat, 05 Nov 1994 08:49:37 GMT", received) ==
        seconds(0)); // it is in the past
  CHECK(parse_retry_after("Mon, 07 Nov 1994 08:49:07 GMT", received) == seconds(86'400));
  const sys_seconds end_of_june =
      sys_days(std::chrono::year(2015) / 6 / 30) + std::chrono::hours(23);
  CHECK(parse_retry_after("Tue, 30 Jun 2015 23:59:60 GMT", end_of_june) == seconds(3600));
  CHECK(parse_retry_after("Thu, 29 Feb 2024 00:00:00 GMT",
                          sys_days(std::chrono::year(2024) / 2 / 28)) == seconds(86'400));
  const char* const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const char* const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  for (unsigned m = 1; m <= 12; ++m) {
    const sys_days day = std::chrono::year(2026) / static_cast<int>(m) / 15;
    const std::string date = std::string(days[std::chrono::weekday(day).c_encoding()]) + ", 15 " +
                             names[m - 1] + " 2026 00:00:01 GMT";
    CAPTURE(date);
    CHECK(parse_retry_after(date, day) == seconds(1));
  }
}

TEST_CASE("retry: other texts, and days that do not exist, request no delay") {
  for (const char* none : {"Mon, 06 Nov 1994 08:49:37 GMT", "sun, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 06 Nov 1994 08:49:37 GM",  "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 6 Nov 1994 08:49:37 GMT",  "Sun, 06 Nov 94 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
                           "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06-Nov-1994 08:49:37 GMT",
                           "Thu, 30 Feb 2024 00:00:00 GMT", "Wed, 29 Feb 2023 00:00:00 GMT",
                           "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
                           "Sun, 06 anF 1994 08:49:37 GMT", "Monday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov 06 1994 08:49:37",      "Sun, 06 Nov 1994 08:4:937 GMT",
                           "1994-11-06T08:49:37Z"}) {
    CAPTURE(none);
    CHECK_FALSE(parse_retry_after(none, received));
  }
}

TEST_CASE("retry: a time beyond the calendar counts as the nearest one within") {
  for (const char* const date : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                 "Sun Nov  6 08:49:37 1994"}) {
    CAPTURE(date);
    for (const sys_seconds late : {sys_seconds::max(), sys_seconds::max() - seconds(1),
                                   sys_seconds(sys_days(std::chrono::year(10000) / 1 / 1))})
      if (const auto wait = parse_retry_after(date, late)) CHECK(*wait == seconds(0));
    const auto first = parse_retry_after(date, sys_days(std::chrono::year(0) / 1 / 1));
    for (const sys_seconds early : {sys_seconds::min(), sys_seconds::min() + seconds(1),
                                    sys_seconds(sys_days(std::chrono::year(-1) / 1 / 1))})
      CHECK(parse_retry_after(date, early) == first);
  }
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", sys_seconds::min()) > seconds(0));
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", sys_seconds::max()) == seconds(0));
  CHECK(parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", sys_seconds::max()) == seconds(0));
  CHECK(parse_retry_after("Sat, 01 Jan 0000 00:00:01 GMT", sys_seconds::min()) == seconds(1));
}

TEST_CASE("retry_schedule: delays grow from failure to failure, over all requests") {
  assay::retry_schedule s({.base_delay = milliseconds(100), .max_delay = milliseconds(1000)});
  std::vector<milliseconds> delays;
  for (int i = 0; i < 5; ++i) delays.push_back(s.fail({}, 0.5));
  CHECK(delays == std::vector{milliseconds(50), milliseconds(100), milliseconds(200),
                              milliseconds(400), milliseconds(500)});
  CHECK(s.failures() == 5);
  s.succeed();
  CHECK(s.failures() == 0);
  CHECK(s.fail({}, 0.5) == milliseconds(50));
}

TEST_CASE("retry_schedule: no delay is shorter than the minimum, unless the base is") {
  assay::retry_schedule s({.min_delay = milliseconds(70)});
  for (int i = 0; i < 5; ++i) CHECK(s.fail({}, 0) == milliseconds(70));
  assay::retry_schedule fast({.base_delay = milliseconds(5), .min_delay = milliseconds(70)});
  CHECK(fast.fail({}, 0) == milliseconds(5));
  assay::retry_schedule none({.base_delay = milliseconds(-5), .min_delay = milliseconds(-7)});
  CHECK(none.fail({}, 0.9) == milliseconds(0));
}

TEST_CASE("retry_schedule: it is spent after a number of consecutive failures or a total delay") {
  assay::retry_schedule s({.max_failures = 3});
  s.fail({}, 0.5), s.fail({}, 0.5);
  CHECK_FALSE(s.is_spent());
  s.succeed();
  s.fail({}, 0.5), s.fail({}, 0.5);
  CHECK_FALSE(s.is_spent());
  s.fail({}, 0.5);
  CHECK(s.is_spent());
  assay::retry_schedule patient({.max_failures = 0, .max_total_delay = milliseconds::max()});
  for (int i = 0; i < 1000; ++i) patient.fail(seconds(1'000'000'000), 0.99);
  CHECK_FALSE(patient.is_spent());
  assay::retry_schedule waiting({.max_total_delay = seconds(10)});
  CHECK(waiting.fail(seconds(10), 0) == milliseconds(10'000));
  CHECK_FALSE(waiting.is_spent());
  CHECK(waiting.fail({}, 0) == milliseconds(50));
  CHECK(waiting.is_spent());
}
