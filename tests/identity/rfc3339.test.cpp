// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/rfc3339.hpp"

#include "support/catch.hpp"

#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using assay::find_rfc3339_fault;
using assay::is_date;
using assay::is_rfc3339;
using assay::is_time;

static_assert(is_rfc3339("2026-06-12T12:34:56.789012Z"), "usable at compile time");
static_assert(find_rfc3339_fault("2026-06-12T12:34:56")->reason == "no offset from UTC");

namespace {

std::string on_day(int year, int month, int day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT12:00:00Z", year, month, day);
  return text;
}

/// Returns whether the parts of a date-time are valid, each checked separately.
bool is_date_and_time(std::string_view s) {
  return s.size() > 10 && (s[10] == 'T' || s[10] == 't') && is_date(s.substr(0, 10)) &&
         is_time(s.substr(11));
}

} // namespace

TEST_CASE("rfc3339: the examples of RFC 3339, section 5.8, are date-times") {
  CHECK(is_rfc3339("1985-04-12T23:20:50.52Z"));
  CHECK(is_rfc3339("1996-12-19T16:39:57-08:00"));
  CHECK(is_rfc3339("1990-12-31T23:59:60Z"));
  CHECK(is_rfc3339("1990-12-31T15:59:60-08:00"));
  CHECK(is_rfc3339("1937-01-01T12:00:27.87+00:20"));
}

TEST_CASE("rfc3339: each month has its number of days") {
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

TEST_CASE("rfc3339: February 29 exists only in leap years") {
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
  for (const char* text : {"2026-06-12T24:00:00Z", "2026-06-12T12:60:00Z", "2026-06-12T12:00:61Z",
                           "2026-06-12T99:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: a leap second is valid only at 23:59 UTC") {
  for (const char* text :
       {"2016-12-31T23:59:60Z", "2016-12-31T23:59:60.999Z", "2017-01-01T00:59:60+01:00",
        "2016-12-31T15:59:60-08:00", "2017-01-01T05:29:60+05:30", "2016-12-31T00:00:60-23:59",
        "2017-01-01T23:58:60+23:59"}) {
    CAPTURE(text);
    CHECK(is_rfc3339(text));
  }
  for (const char* text : {"2016-12-31T22:59:60Z", "2016-12-31T23:58:60Z", "2017-01-01T00:00:60Z",
                           "2016-12-31T23:59:60+01:00", "2016-12-31T23:59:60-08:00",
                           "2017-01-01T00:59:60-01:00", "2017-01-01T05:30:60+05:30"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: a fraction has one or more digits") {
  for (const char c : {':', '/', '.', ' ', 'a'}) {
    CAPTURE(c);
    CHECK_FALSE(is_rfc3339(std::string("2026-06-12T12:34:56.7") + c + "Z"));
    CHECK_FALSE(is_rfc3339(std::string("2026-06-12T12:34:56.") + c + "7Z"));
  }
  for (const char* text : {"2026-06-12T12:34:56.0Z", "2026-06-12T12:34:56.789012+02:00",
                           "2026-06-12T12:34:56.000000000000000000001Z"}) {
    CAPTURE(text);
    CHECK(is_rfc3339(text));
  }
  CHECK(is_rfc3339("2026-06-12T12:34:56." + std::string(100'000, '9') + "Z"));
  for (const char* text :
       {"2026-06-12T12:34:56.Z", "2026-06-12T12:34:56.+02:00", "2026-06-12T12:34:56.7.8Z",
        "2026-06-12T12:34:56,7Z", "2026-06-12T12:34:56.7", "2026-06-12T12:34:56.",
        "2026-06-12T12:34:56.x1Z", "2026-06-12T12:34:56.-1Z"}) {
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
  for (const char* text : {"2026-06-12 12:34:56Z", "2026-06-12_12:34:56Z", "2026/06/12T12:34:56Z",
                           "2026-06-12T12.34.56Z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: other forms of ISO 8601 and surrounding white space are rejected") {
  for (const char* text :
       {"", "Z", "2026-06-12", "12:34:56Z", "2026-06-12T12:34Z", "20260612T123456Z",
        "2026-W24-5T12:34:56Z", "2026-163T12:34:56Z", "26-06-12T12:34:56Z",
        "+02026-06-12T12:34:56Z", "-2026-06-12T12:34:56Z", "12026-06-12T12:34:56Z",
        "2026-6-12T12:34:56Z", "2026-06-12T1:34:56Z", " 2026-06-12T12:34:56Z",
        "2026-06-12T12:34:56Z ", "2026-06-12T12:34:56Z\n", "2026-06-12T12:34:56"}) {
    CAPTURE(text);
    CHECK_FALSE(is_rfc3339(text));
  }
}

TEST_CASE("rfc3339: each digit and each separator is checked") {
  constexpr std::string_view valid = "2026-06-12T12:34:56.7+01:30";
  REQUIRE(is_rfc3339(valid));
  for (std::size_t i = 0; i < valid.size(); ++i)
    for (int c = 0; c < 256; ++c) {
      std::string text(valid);
      text[i] = static_cast<char>(c);
      const bool was_digit = valid[i] >= '0' && valid[i] <= '9', is_digit = c >= '0' && c <= '9';
      CAPTURE(text);
      if (was_digit && !is_digit) REQUIRE_FALSE(is_rfc3339(text));
      if (!was_digit && c != valid[i] && !(i == 10 && c == 't') && !(i == 21 && c == '-') &&
          !(i == 19 && is_digit))
        REQUIRE_FALSE(is_rfc3339(text));
    }
}

TEST_CASE("rfc3339: no bytes cause a read outside the text") {
  // Each text has memory of exactly its size, so that a sanitizer finds reads after it.
  std::mt19937 random(3339);
  constexpr std::string_view valid = "2026-06-12T12:34:56.789-08:00";
  constexpr std::string_view bytes = "0123456789-+:.TZtz \xFF";
  int accepted = 0;
  for (int round = 0; round < 100'000; ++round) {
    const std::size_t size = random() % (valid.size() + 1);
    const std::unique_ptr<char[]> text(new char[size]);
    for (std::size_t i = 0; i < size; ++i)
      text[i] = random() % 30 == 0 ? bytes[random() % bytes.size()] : valid[i];
    if (!is_rfc3339({text.get(), size})) continue;
    ++accepted;
    REQUIRE(size >= 20);
    REQUIRE((text[size - 1] == 'Z' || text[size - 1] == 'z' || text[size - 3] == ':'));
  }
  CHECK(accepted > 0);
}

namespace {

/// Returns where a text is wrong, and why: "19: no offset from UTC".
std::string fault_of(std::string_view text) {
  const auto fault = find_rfc3339_fault(text);
  return fault ? std::to_string(fault->position) + ": " + std::string(fault->reason) : "none";
}

} // namespace

TEST_CASE("rfc3339: faults are reported with their places") {
  // the offset
  CHECK(fault_of("2026-06-12T12:34:56") == "19: no offset from UTC");
  CHECK(fault_of("2026-06-12T12:34:56.789") == "23: no offset from UTC");
  CHECK(fault_of("2026-06-12T12:34:56+0000") == "22: ':' expected in the offset");
  CHECK(fault_of("2026-06-12T12:34:56-08") == "22: the offset ends early");
  CHECK(fault_of("2026-06-12T12:34:56+") == "20: the offset ends early");
  CHECK(fault_of("2026-06-12T12:34:56+8:00") == "21: digit expected");
  CHECK(fault_of("2026-06-12T12:34:56+24:00") == "20: the offset's hour is above 23");
  CHECK(fault_of("2026-06-12T12:34:56+02:60") == "23: the offset's minute is above 59");
  CHECK(fault_of("2026-06-12T12:34:56 Z") == "19: 'Z' or an offset such as +00:00 expected");
  CHECK(fault_of("2026-06-12T12:34:56UTC") == "19: 'Z' or an offset such as +00:00 expected");
  CHECK(fault_of("2026-06-12T12:34:56\xE2\x88\x92"
                 "08:00") == "19: 'Z' or an offset such as +00:00 expected");
  // a digit is missing in a number that would be too large with any digit
  CHECK(fault_of("2026-1x-12T12:34:56Z") == "6: digit expected");
  CHECK(fault_of("2026-06-3xT12:34:56Z") == "9: digit expected");
  CHECK(fault_of("2026-06-12T2x:34:56Z") == "12: digit expected");
  CHECK(fault_of("2026-06-12T12:5x:56Z") == "15: digit expected");
  CHECK(fault_of("2026-06-12T12:34:5xZ") == "18: digit expected");
  CHECK(fault_of("2026-06-12T12:34:56+2x:00") == "21: digit expected");
  CHECK(fault_of("2026-06-12T12:34:56+02:5x") == "24: digit expected");
  // what follows
  CHECK(fault_of("2026-06-12T12:34:56Z ") == "20: nothing may follow the offset");
  CHECK(fault_of("2026-06-12T12:34:56Z\n") == "20: nothing may follow the offset");
  CHECK(fault_of("2026-06-12T12:34:56+00:00Z") == "25: nothing may follow the offset");
  CHECK(fault_of("2026-06-12T12:34:56+00:00[Europe/Paris]") == "25: nothing may follow the offset");
  CHECK(fault_of("2026-06-12T12:34:56+00:00:30") == "25: nothing may follow the offset");
  // between the parts
  CHECK(fault_of("2026-06-12 12:34:56Z") == "10: 'T' expected between date and time");
  CHECK(fault_of("2026/06/12T12:34:56Z") == "4: '-' expected in the date");
  CHECK(fault_of("2026-06-12T12.34.56Z") == "13: ':' expected in the time");
  CHECK(fault_of("2026-06-12T123456Z") == "13: ':' expected in the time");
  CHECK(fault_of("20260612T123456Z") == "4: '-' expected in the date");
  CHECK(fault_of("2026-123T12:34:56Z") == "7: '-' expected in the date");
  // the fraction
  CHECK(fault_of("2026-06-12T12:34:56,789Z") == "19: '.' expected before the fraction");
  CHECK(fault_of("2026-06-12T12:34:56.Z") == "20: digit expected");
  CHECK(fault_of("2026-06-12T12:34:56.") == "20: digit expected");
  CHECK(fault_of("2026-06-12T12:34:56.7e3Z") == "21: 'Z' or an offset such as +00:00 expected");
  // too many digits, or too few
  CHECK(fault_of("12026-06-12T12:34:56Z") == "4: '-' expected in the date");
  CHECK(fault_of("26-06-12T12:34:56Z") == "2: digit expected");
  CHECK(fault_of("2026-6-12T12:34:56Z") == "6: digit expected");
  CHECK(fault_of("2026-06-12T1:34:56Z") == "12: digit expected");
  CHECK(fault_of("2026-06-12T12:34:567Z") == "19: 'Z' or an offset such as +00:00 expected");
  CHECK(fault_of("+2026-06-12T12:34:56Z") == "0: digit expected");
  CHECK(fault_of(" 2026-06-12T12:34:56Z") == "0: digit expected");
  CHECK(fault_of("2026-W24-5T12:34:56Z") == "5: digit expected");
  CHECK(fault_of("2026-06-1\xD9\xA2T12:34:56Z") == "9: digit expected"); // an Arabic digit
  CHECK(fault_of("yesterday") == "0: digit expected");
  // the calendar and the clock
  CHECK(fault_of("2026-00-12T12:34:56Z") == "5: no such month");
  CHECK(fault_of("2026-13-12T12:34:56Z") == "5: no such month");
  CHECK(fault_of("2026-06-00T12:34:56Z") == "8: no such day in the month");
  CHECK(fault_of("2026-06-31T12:34:56Z") == "8: no such day in the month");
  CHECK(fault_of("2026-02-29T12:34:56Z") == "8: no such day in the month");
  CHECK(fault_of("2024-02-29T12:34:56Z") == "none");
  CHECK(fault_of("2026-06-12T24:00:00Z") == "11: the hour is above 23");
  CHECK(fault_of("2026-06-12T12:60:00Z") == "14: the minute is above 59");
  CHECK(fault_of("2026-06-12T12:34:61Z") == "17: the second is above 60");
  CHECK(fault_of("2026-06-12T12:34:60Z") == "17: a second of 60 outside of 23:59 UTC");
  CHECK(fault_of("2026-06-12T23:59:60+01:00") == "17: a second of 60 outside of 23:59 UTC");
  CHECK(fault_of("2026-06-30T23:59:60Z") == "none");
  // others
  CHECK(fault_of("") == "0: an empty string");
  CHECK(fault_of("1765540000") == "0: a number, as of a Unix time");
  CHECK(fault_of("1765540000.25") == "0: a number, as of a Unix time");
  CHECK(fault_of("1765540000123") == "0: a number, as of a Unix time");
  CHECK(fault_of("20260612") == "4: '-' expected in the date");
  CHECK(fault_of("2026") == "4: the date ends early");
  CHECK(fault_of("2026-06-12") == "10: no time of day");
  CHECK(fault_of("2026-06-12T") == "11: the time ends early");
  CHECK(fault_of("2026-06-12T12:34") == "16: the time ends early");
  CHECK(fault_of("2026-06-12T12:34Z") == "16: ':' expected in the time");
  // the first of several faults
  CHECK(fault_of("2026-13-32 25:61:61") == "5: no such month");
  CHECK(fault_of("2026-06-12 25:61:61") == "10: 'T' expected between date and time");
}

TEST_CASE("rfc3339: a text has a fault exactly if it is invalid, and no later text can repair it",
          "[long]") {
  std::mt19937 random(20260612);
  constexpr std::string_view valid[] = {"2026-06-12T12:34:56.789-08:00", "2024-02-29T23:59:60Z",
                                        "1999-12-31t00:00:00+23:59"};
  constexpr std::string_view bytes = "0123456789-+:.,TZtz \xFF";
  std::size_t faults = 0, none = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(valid[random() % 3]);
    if (random() % 4 == 0) text.resize(random() % (text.size() + 1));
    if (random() % 8 == 0) text += bytes[random() % bytes.size()];
    for (char& c : text)
      if (random() % 20 == 0) c = bytes[random() % bytes.size()];
    const auto fault = find_rfc3339_fault(text);
    CAPTURE(text);
    REQUIRE(fault.has_value() == !is_rfc3339(text));
    if (!fault) {
      ++none;
      continue;
    }
    ++faults;
    REQUIRE(fault->position <= text.size());
    REQUIRE_FALSE(fault->reason.empty());
    // No date-time begins with these two characters, whatever follows. A second of 60 depends on
    // what follows.
    const std::size_t end = fault->position + 2;
    if (fault->position == 0 || end > text.size() ||
        (text.size() > 18 && text.substr(17, 2) == "60"))
      continue;
    for (const std::string_view rest :
         {"2026-06-12T12:34:56Z", "2010-10-10T10:10:10.0Z", "2000-01-02T03:04:05+00:00"})
      for (std::size_t i = 0; i < rest.size(); ++i)
        REQUIRE_FALSE(is_rfc3339(text.substr(0, end) + std::string(rest.substr(i))));
  }
  CHECK(faults > 1000);
  CHECK(none > 1000);
}

TEST_CASE("rfc3339: 'T' joins a date and a time to a date-time") {
  CHECK(is_date("2026-06-12"));
  CHECK(is_date("0000-02-29"));
  CHECK(is_time("12:34:56Z"));
  CHECK(is_time("12:34:56.789012+05:45"));
  CHECK(is_time("23:59:60z"));
  CHECK(is_time("00:59:60+01:00"));
  for (const std::string_view text :
       {"", "2026-06-1", "2026-06-123", "2026-6-12", "2026-02-29", "2026-13-01", "2026/06/12",
        "20260612", "2026-06-12T", "2026-06-12 ", "+026-06-12", "2026-06-00"}) {
    CAPTURE(text);
    CHECK_FALSE(is_date(text));
  }
  for (const std::string_view text :
       {"", "12:34", "12:34:56", "12:34:5Z", "24:00:00Z", "12:60:00Z", "12:34:61Z", "12:34:60Z",
        "12:34:56.Z", "12:34:56,5Z", "12:34:56+24:00", "12:34:56+0100", "12:34:56ZZ", "T12:34:56Z",
        "12.34.56Z", "12:34:56 Z"}) {
    CAPTURE(text);
    CHECK_FALSE(is_time(text));
  }

  std::mt19937 random(56);
  constexpr std::string_view characters = "0123456789-+:.TZtz";
  for (int round = 0; round < 20'000; ++round) {
    const auto mutant = [&](std::string text) {
      if (random() % 2) text[random() % text.size()] = characters[random() % characters.size()];
      if (random() % 8 == 0) text.erase(random() % text.size(), 1);
      return text;
    };
    const std::string date = mutant("2024-02-29"), time = mutant("23:59:60.5Z");
    CAPTURE(date, time);
    REQUIRE(is_rfc3339(date + 'T' + time) == (is_date(date) && is_time(time)));
  }
}

TEST_CASE(
    "rfc3339: a date-time is a date and a time, whatever byte is changed, inserted or removed") {
  for (const std::string_view original :
       {"2026-06-12T12:34:56Z", "2024-02-29t23:59:59z", "2026-06-12T12:34:56.7Z",
        "2026-10-30T12:34:56.789Z", "2026-06-12T12:34:56.789012+05:30",
        "2026-06-12T12:34:56.78901234-23:59", "2026-06-12T12:34:56.789012345Z",
        "2026-06-12T12:34:56.7890123456789012Z", "2026-06-12T12:34:56.78901234567890123Z",
        "2026-12-31T23:59:60Z", "2026-06-12T12:34:56-00:00"}) {
    REQUIRE(is_rfc3339(original));
    for (std::size_t i = 0; i <= original.size(); ++i)
      for (int c = 0; c < 256; ++c) {
        // Memory of exactly this size, so that a sanitizer finds reads after it.
        std::string changed(original), longer(original);
        if (i < changed.size()) changed[i] = static_cast<char>(c);
        longer.insert(i, 1, static_cast<char>(c));
        for (const std::string& text : {changed, longer, longer.substr(0, i)}) {
          const std::vector<char> exact(text.begin(), text.end());
          const std::string_view view(exact.data(), exact.size());
          if (is_rfc3339(view) != is_date_and_time(view)) FAIL_CHECK("byte " << c << " at " << i);
        }
      }
  }
}

TEST_CASE("rfc3339: a date-time is a date and a time, also with several changed characters") {
  constexpr std::string_view characters = "0123456789012345678901234567890123456789:-.+TZ, \xFF";
  std::mt19937 random(20260612);
  std::size_t right = 0;
  for (int i = 0; i < 300'000; ++i) {
    std::string text = "2026-06-12T12:34:56";
    const std::size_t digits = random() % 19;
    if (digits != 0) text += "." + std::string(digits, '7');
    text += random() % 3 == 0 ? "+05:30" : random() % 2 == 0 ? "-11:45" : "Z";
    for (auto changes = random() % 4; changes != 0; --changes)
      text[random() % text.size()] = characters[random() % characters.size()];
    const bool expected = is_date_and_time(text);
    right += expected;
    if (is_rfc3339(text) != expected) FAIL_CHECK(text);
  }
  CHECK(right > 100'000);
}
