#include "assay/identity/rfc3339.hpp"

#include "support/catch.hpp"

#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>

using assay::is_rfc3339;

static_assert(is_rfc3339("2026-06-12T12:34:56.789012Z"), "usable at compile time");

namespace {

std::string on_day(int year, int month, int day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT12:00:00Z", year, month, day);
  return text;
}

} // namespace

TEST_CASE("rfc3339: the examples of RFC 3339, section 5.8, are date-times") {
  CHECK(is_rfc3339("1985-04-12T23:20:50.52Z"));
  CHECK(is_rfc3339("1996-12-19T16:39:57-08:00"));
  CHECK(is_rfc3339("1990-12-31T23:59:60Z"));
  CHECK(is_rfc3339("1990-12-31T15:59:60-08:00"));
  CHECK(is_rfc3339("1937-01-01T12:00:27.87+00:20"));
}

TEST_CASE("rfc3339: months have the days that they have") {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month)
    for (int day = 0; day <= 99; ++day) {
      CAPTURE(month, day);
      REQUIRE(is_rfc3339(on_day(2023, month, day)) == (day >= 1 && day <= days[month - 1]));
    }
  CHECK_FALSE(is_rfc3339(on_day(2023, 0, 1)));
  CHECK_FALSE(is_rfc3339(on_day(2023, 13, 1)));
  CHECK_FALSE(is_rfc3339(on_day(2023, 20, 1)));
}

TEST_CASE("rfc3339: the 29th of February is a day of leap years alone") {
  for (const int year : {0, 4, 1904, 1996, 2000, 2024, 2400, 9996}) {
    CAPTURE(year);
    CHECK(is_rfc3339(on_day(year, 2, 29)));
    CHECK_FALSE(is_rfc3339(on_day(year, 2, 30)));
  }
  for (const int year : {1, 100, 1700, 1900, 2023, 2025, 2100, 9999}) {
    CAPTURE(year);
    CHECK(is_rfc3339(on_day(year, 2, 28)));
    CHECK_FALSE(is_rfc3339(on_day(year, 2, 29)));
  }
}

TEST_CASE("rfc3339: hours, minutes and seconds are in range") {
  CHECK(is_rfc3339("2026-06-12T00:00:00Z"));
  CHECK(is_rfc3339("2026-06-12T23:59:59Z"));
  for (const char* text : {"2026-06-12T24:00:00Z", "2026-06-12T12:60:00Z", "2026-06-12T12:00:61Z", "2026-06-12T99:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: a leap second is taken at 23:59 UTC only") {
  for (const char* text : {"2016-12-31T23:59:60Z", "2016-12-31T23:59:60.999Z", "2017-01-01T00:59:60+01:00", "2016-12-31T15:59:60-08:00",
                           "2017-01-01T05:29:60+05:30", "2016-12-31T00:00:60-23:59", "2017-01-01T23:58:60+23:59"}) {
    CAPTURE(text);
    CHECK(is_rfc3339(text));
  }
  for (const char* text : {"2016-12-31T22:59:60Z", "2016-12-31T23:58:60Z", "2017-01-01T00:00:60Z", "2016-12-31T23:59:60+01:00",
                           "2016-12-31T23:59:60-08:00", "2017-01-01T00:59:60-01:00", "2017-01-01T05:30:60+05:30"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: a fraction has any number of digits, but one at least") {
  for (const char* text : {"2026-06-12T12:34:56.0Z", "2026-06-12T12:34:56.789012+02:00", "2026-06-12T12:34:56.000000000000000000001Z"}) {
    CAPTURE(text);
    CHECK(is_rfc3339(text));
  }
  CHECK(is_rfc3339("2026-06-12T12:34:56." + std::string(100'000, '9') + "Z"));
  for (const char* text : {"2026-06-12T12:34:56.Z", "2026-06-12T12:34:56.+02:00", "2026-06-12T12:34:56.7.8Z", "2026-06-12T12:34:56,7Z",
                           "2026-06-12T12:34:56.7", "2026-06-12T12:34:56.", "2026-06-12T12:34:56.x1Z", "2026-06-12T12:34:56.-1Z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: an offset is Z, or hours and minutes with a sign") {
  for (const char* zone : {"Z", "z", "+00:00", "-00:00", "+05:45", "-12:00", "+23:59", "-23:59"}) {
    CAPTURE(zone);
    CHECK(is_rfc3339(std::string("2026-06-12T12:34:56") + zone));
  }
  for (const char* zone : {"",
                           "ZZ",
                           "Z ",
                           "z0",
                           "+",
                           "+0",
                           "+00",
                           "+00:",
                           "+00:0",
                           "+00:000",
                           "+0000",
                           "+00-00",
                           "00:00",
                           "+24:00",
                           "+00:60",
                           "+-1:00",
                           "+00:-1",
                           "+1:000",
                           "Z+00:00",
                           "+00:00Z",
                           " +00:00",
                           "UTC",
                           "*00:00",
                           "+99:99",
                           "\xE2\x88\x92"
                           "08:00"}) {
    CAPTURE(zone);
    CHECK_FALSE(is_rfc3339(std::string("2026-06-12T12:34:56") + zone));
  }
}

TEST_CASE("rfc3339: T and Z in either case, and no other separator") {
  CHECK(is_rfc3339("2026-06-12t12:34:56z"));
  CHECK(is_rfc3339("2026-06-12T12:34:56z"));
  CHECK(is_rfc3339("2026-06-12t12:34:56Z"));
  for (const char* text : {"2026-06-12 12:34:56Z", "2026-06-12_12:34:56Z", "2026/06/12T12:34:56Z", "2026-06-12T12.34.56Z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: other forms of ISO 8601, and white space around, are not RFC 3339") {
  for (const char* text :
       {"", "Z", "2026-06-12", "12:34:56Z", "2026-06-12T12:34Z", "20260612T123456Z", "2026-W24-5T12:34:56Z", "2026-163T12:34:56Z",
        "26-06-12T12:34:56Z", "+02026-06-12T12:34:56Z", "-2026-06-12T12:34:56Z", "12026-06-12T12:34:56Z", "2026-6-12T12:34:56Z",
        "2026-06-12T1:34:56Z", " 2026-06-12T12:34:56Z", "2026-06-12T12:34:56Z ", "2026-06-12T12:34:56Z\n", "2026-06-12T12:34:56"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: each digit and each separator is looked at") {
  constexpr std::string_view valid = "2026-06-12T12:34:56.7+01:30";
  REQUIRE(is_rfc3339(valid));
  for (std::size_t i = 0; i < valid.size(); ++i)
    for (int c = 0; c < 256; ++c) {
      std::string text(valid);
      text[i] = static_cast<char>(c);
      const bool was_digit = valid[i] >= '0' && valid[i] <= '9', is_digit = c >= '0' && c <= '9';
      CAPTURE(text);
      if (was_digit && !is_digit) REQUIRE_FALSE(is_rfc3339(text));
      if (!was_digit && c != valid[i] && !(i == 10 && c == 't') && !(i == 21 && c == '-') && !(i == 19 && is_digit))
        REQUIRE_FALSE(is_rfc3339(text));
    }
}

TEST_CASE("rfc3339: no bytes make it read outside of the text") {
  // Each text stands in memory of exactly its size, so that a sanitizer sees a byte too many.
  std::mt19937 random(3339);
  constexpr std::string_view valid = "2026-06-12T12:34:56.789-08:00";
  constexpr std::string_view bytes = "0123456789-+:.TZtz \xFF";
  int accepted = 0;
  for (int round = 0; round < 100'000; ++round) {
    const std::size_t size = random() % (valid.size() + 1);
    const std::unique_ptr<char[]> text(new char[size]);
    for (std::size_t i = 0; i < size; ++i) text[i] = random() % 30 == 0 ? bytes[random() % bytes.size()] : valid[i];
    if (!is_rfc3339({text.get(), size})) continue;
    ++accepted;
    REQUIRE(size >= 20);
    REQUIRE((text[size - 1] == 'Z' || text[size - 1] == 'z' || text[size - 3] == ':'));
  }
  CHECK(accepted > 0);
}
