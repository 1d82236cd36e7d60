// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/instant.hpp"

#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

using namespace assay;
namespace chrono = std::chrono;

namespace {

using time_point = chrono::sys_time<chrono::microseconds>;
constexpr time_point at(std::int64_t microseconds) {
  return time_point(chrono::microseconds(microseconds));
}
constexpr std::int64_t seconds_of(std::string_view text) {
  return parse_rfc3339(text)->second.time_since_epoch().count();
}

} // namespace

static_assert(seconds_of("2026-06-12T12:34:56.789012Z") == 1781267696, "usable at compile time");
static_assert(*format_rfc3339(at(1781267696'789012)) == "2026-06-12T12:34:56.789012Z",
              "usable at compile time");

TEST_CASE("instant: the examples of RFC 3339, section 5.8") {
  const instant first = *parse_rfc3339("1985-04-12T23:20:50.52Z");
  CHECK(first.second.time_since_epoch().count() == 482196050);
  CHECK(first.nanosecond == 520'000'000);
  CHECK(first.offset.count() == 0);

  const instant second = *parse_rfc3339("1996-12-19T16:39:57-08:00");
  CHECK(second.second.time_since_epoch().count() == 851042397);
  CHECK(second.nanosecond == 0);
  CHECK(second.offset.count() == -480);
  CHECK(second == *parse_rfc3339("1996-12-20T00:39:57Z"));

  for (const char* text : {"1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00"}) {
    const instant leap = *parse_rfc3339(text);
    CHECK(leap.second.time_since_epoch().count() == 662687999);
    CHECK(leap.is_leap_second);
    CHECK(leap == *parse_rfc3339("1990-12-31T23:59:60Z"));
  }

  const instant last = *parse_rfc3339("1937-01-01T12:00:27.87+00:20");
  CHECK(last.second.time_since_epoch().count() == -1041337173);
  CHECK(last.nanosecond == 870'000'000);
  CHECK(last.offset.count() == 20);
}

TEST_CASE("instant: the limits of the calendar") {
  CHECK(seconds_of("1970-01-01T00:00:00Z") == 0);
  CHECK(seconds_of("1969-12-31T23:59:59Z") == -1);
  CHECK(seconds_of("0000-01-01T00:00:00Z") == -62167219200);
  CHECK(seconds_of("9999-12-31T23:59:59Z") == 253402300799);
  CHECK(seconds_of("2000-02-29T00:00:00Z") == 951782400);
  CHECK(seconds_of("1900-02-28T23:59:59Z") == -2203891201);
  CHECK(seconds_of("1900-03-01T00:00:00Z") == -2203891200);
  CHECK(seconds_of("2000-03-01T00:00:00Z") == 951782400 + 86400);
  CHECK(seconds_of("2024-02-29T12:00:00Z") - seconds_of("2024-02-28T12:00:00Z") == 86400);
  CHECK_FALSE(parse_rfc3339("1900-02-29T00:00:00Z"));
}

TEST_CASE(
    "instant: an offset may lead to another day, month or year, and outside the years 0 to 9999") {
  CHECK(seconds_of("2026-01-01T00:00:00+23:59") == seconds_of("2025-12-31T00:01:00Z"));
  CHECK(seconds_of("2025-12-31T23:59:00-23:59") == seconds_of("2026-01-01T23:58:00Z"));
  CHECK(seconds_of("0000-01-01T00:00:00+23:59") == -62167219200 - (24 * 3600 - 60));
  CHECK(seconds_of("9999-12-31T23:59:59-23:59") == 253402300799 + (24 * 3600 - 60));
  CHECK_FALSE(format_rfc3339(parse_rfc3339("0000-01-01T00:00:00+00:01")->time()));
  CHECK_FALSE(format_rfc3339(parse_rfc3339("9999-12-31T23:59:59-00:01")->time()));
  CHECK(parse_rfc3339("2026-06-12T12:34:56-00:00")->offset.count() == 0);
  CHECK(parse_rfc3339("2026-06-12T12:34:56+05:45")->offset.count() == 345);
}

TEST_CASE("instant: nine digits of the fraction count, the others are cut off") {
  const auto nanoseconds = [](std::string_view fraction) {
    return parse_rfc3339("2026-06-12T12:34:56" + std::string(fraction) + "Z")->nanosecond;
  };
  CHECK(nanoseconds("") == 0);
  CHECK(nanoseconds(".7") == 700'000'000);
  CHECK(nanoseconds(".000000001") == 1);
  CHECK(nanoseconds(".123456789") == 123'456'789);
  CHECK(nanoseconds(".999999999") == 999'999'999);
  CHECK(nanoseconds(".9999999999") == 999'999'999);
  CHECK(nanoseconds(".0000000009") == 0);
  CHECK(nanoseconds("." + std::string(100'000, '1')) == 111'111'111);
  CHECK(parse_rfc3339("2026-06-12T12:34:56.25+01:30")->nanosecond == 250'000'000);
}

TEST_CASE("instant: a leap second is between the seconds around it") {
  const instant before = *parse_rfc3339("2016-12-31T23:59:59.999999999Z"),
                leap = *parse_rfc3339("2016-12-31T23:59:60Z"),
                later = *parse_rfc3339("2017-01-01T00:59:60.5+01:00"),
                after = *parse_rfc3339("2017-01-01T00:00:00Z");
  CHECK(before < leap);
  CHECK(leap < later);
  CHECK(later < after);
  CHECK(later.nanosecond == 500'000'000);
  // The system's clock has no leap seconds, so it is the last microsecond before it.
  CHECK(leap.time() == before.time());
  CHECK(later.time() == after.time() - chrono::microseconds(1));
}

TEST_CASE("instant: ordered by the instants, whatever their offsets are") {
  const instant utc = *parse_rfc3339("2026-06-12T12:00:00Z"),
                there = *parse_rfc3339("2026-06-12T14:00:00+02:00");
  CHECK(utc == there);
  CHECK(utc.offset != there.offset);
  CHECK((utc <=> there) == std::weak_ordering::equivalent);
  CHECK(there < *parse_rfc3339("2026-06-12T12:00:00.000000001Z"));
  CHECK(*parse_rfc3339("2026-06-12T13:00:00+02:00") < utc);
}

TEST_CASE("instant: the time is cut off to microseconds") {
  CHECK(parse_rfc3339("1970-01-01T00:00:01.000001999Z")->time() == at(1'000'001));
  CHECK(parse_rfc3339("1969-12-31T23:59:59.999999999Z")->time() == at(-1));
}

TEST_CASE("instant: a time is written with all its microseconds") {
  CHECK(*format_rfc3339(at(0)) == "1970-01-01T00:00:00.000000Z");
  CHECK(*format_rfc3339(at(-1)) == "1969-12-31T23:59:59.999999Z");
  CHECK(*format_rfc3339(chrono::sys_days(chrono::year(2024) / 2 / 29)) ==
        "2024-02-29T00:00:00.000000Z");
  CHECK(*format_rfc3339(at(-62167219200'000000)) == "0000-01-01T00:00:00.000000Z");
  CHECK(*format_rfc3339(at(253402300799'999999)) == "9999-12-31T23:59:59.999999Z");
}

TEST_CASE("instant: a year outside RFC 3339 gives nothing") {
  for (const std::int64_t microseconds :
       {-62167219200'000001, 253402300800'000000, INT64_MIN, INT64_MAX}) {
    CAPTURE(microseconds);
    CHECK_FALSE(format_rfc3339(at(microseconds)));
  }
}

TEST_CASE("instant: a formatted time is parsed as the same time", "[long]") {
  std::mt19937_64 random(3339);
  std::uniform_int_distribution<std::int64_t> any(-62167219200'000000, 253402300799'999999);
  for (int round = 0; round < 100'000; ++round) {
    const time_point time = at(
        round < 50'000 ? any(random) : static_cast<std::int64_t>(random() >> random() % 64) / 64);
    const auto text = format_rfc3339(time);
    if (!text) continue;
    CAPTURE(text->view());
    REQUIRE(is_rfc3339(*text));
    REQUIRE(parse_rfc3339(*text)->time() == time);
  }
}

TEST_CASE("instant: every day of 400 years, and the day before it, are a day apart") {
  for (chrono::sys_days day = chrono::year(1999) / 12 / 31;
       day < chrono::sys_days(chrono::year(2400) / 1 / 1); day += chrono::days(1)) {
    const chrono::year_month_day parts(day);
    const auto text = format_rfc3339(day);
    REQUIRE(text);
    REQUIRE(std::stoi(std::string(text->view().substr(0, 4))) == static_cast<int>(parts.year()));
    REQUIRE(parse_rfc3339(*text)->second == chrono::sys_seconds(day));
  }
}

TEST_CASE("instant: parse_rfc3339 accepts exactly the texts that is_rfc3339 accepts", "[long]") {
  // Texts that are nearly valid: a character is changed, removed or inserted.
  std::mt19937 random(5);
  constexpr std::string_view characters = "0123456789-+:.TZtz 6";
  for (const std::string_view valid : {"2026-06-12T12:34:56.789-08:00", "2016-12-31T23:59:60Z",
                                       "2000-02-29t00:00:00z", "9999-12-31T23:59:59+23:59"})
    for (int round = 0; round < 50'000; ++round) {
      std::string text(valid);
      for (auto changes = random() % 3 + 1; changes > 0; --changes) {
        const auto i = static_cast<std::size_t>(random() % text.size());
        if (random() % 4 != 0)
          text[i] = characters[static_cast<std::size_t>(random() % characters.size())];
        else if (random() % 2 != 0) text.erase(i, 1);
        else text.insert(i, 1, characters[static_cast<std::size_t>(random() % characters.size())]);
      }
      CAPTURE(text);
      REQUIRE(parse_rfc3339(text).has_value() == is_rfc3339(text));
    }
}

TEST_CASE("instant: date-times of recorded sessions round-trip") {
  const auto lines = assay_test::recorded_lines("promptetheus/sessions.ndjson");
  if (lines.empty()) return;
  std::size_t written = 0;
  for (const std::string& line : lines) {
    const std::string text(boost::json::parse(line).at("timestamp").as_string());
    CAPTURE(text);
    const auto value = parse_rfc3339(text);
    REQUIRE(value);
    if (text.size() != 27) continue; // from a producer that writes milliseconds
    ++written;
    CHECK(*format_rfc3339(value->time()) == text);
  }
  CHECK(written > 1000);
}
