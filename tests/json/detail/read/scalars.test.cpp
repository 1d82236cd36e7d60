// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/read/scalars.hpp"

#include "support/catch.hpp"

#include "assay/identity/timestamp.hpp"
#include "assay/json/lines.hpp"
#include "assay/json/members.hpp"

#include <boost/describe/class.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

// Scalars of every type, with and without bounds.

namespace scalars {

struct sample {
  std::optional<std::int64_t> from_to{}, from{}, to{}, any{};
  std::optional<std::uint64_t> u_from_to{}, u_from{}, u_to{}, u_any{};
  std::optional<assay::number> n_from_to{}, n_from{}, n_to{}, n_whole{}, n_late{}, n_needed{};
  std::optional<std::string> three{}, time{}, unit{}, two_characters{};
  std::optional<assay::timestamp> stamp{};
  std::optional<std::map<std::string, bool>> flags{};
  std::optional<std::array<bool, 2>> both{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(sample, (),
                      (from_to, from, to, any, u_from_to, u_from, u_to, u_any, n_from_to, n_from,
                       n_to, n_whole, n_late, n_needed, three, time, unit, two_characters, stamp,
                       flags, both, additional))

consteval auto rules_of(const sample*) {
  using namespace assay;
  return rules(field<&sample::from_to>("", between(-5, 7)), field<&sample::from>("", minimum(-5)),
               field<&sample::to>("", maximum(7)), field<&sample::u_from_to>("", between(2, 7)),
               field<&sample::u_from>("", minimum(2)), field<&sample::u_to>("", maximum(7)),
               field<&sample::n_from_to>("", between(-5, 7)),
               field<&sample::n_from>("", minimum(-5)), field<&sample::n_to>("", maximum(7)),
               field<&sample::n_whole>("", whole()),
               field<&sample::n_late>("", whole(), enforced_from(level::strict)),
               field<&sample::n_needed>("", whole(), required_from(level::strict)),
               field<&sample::three>("", min_length(3)),
               field<&sample::two_characters>("", min_characters(2)),
               field<&sample::time>("", format(text_format::date_time)),
               field<&sample::unit>("", one_of("ms", "km\xC2\xB2")));
}

} // namespace scalars

namespace {

using scalars::sample;

/// Returns the violations of an object with this one member, such as "7 /name: expected ...".
/// Reading, checking and lines must agree.
std::string found_in(std::string_view member, std::string_view value,
                     const assay::options& o = {}) {
  const std::string text = R"({")" + std::string(member) + R"(":)" + std::string(value) + "}";
  INFO(text);
  assay::validator<sample> v(o);
  const auto all = [&](const assay::report& r) {
    std::string out;
    for (const assay::violation& found : r.violations())
      out += std::to_string(*found.offset) + " " + to_string(found) + "\n";
    return out;
  };
  v.check(text);
  const std::string checked = all(v.report());
  sample s;
  v.read(text, s);
  CHECK(all(v.report()) == checked);
  const std::string line = text + "\n";
  assay::line_reader<sample> reader(line, o);
  REQUIRE(reader.next());
  CHECK(all(reader.report()) == checked);
  return checked.substr(0, checked.empty() ? 0 : checked.size() - 1);
}

bool takes(std::string_view member, std::string_view value) {
  return found_in(member, value).empty();
}

/// Returns the code of the violation.
std::string code_in(std::string_view member, std::string_view value) {
  const std::string line = found_in(member, value);
  const std::size_t open = line.rfind('[');
  return open == line.npos ? "none" : line.substr(open + 1, line.size() - open - 2);
}

} // namespace

TEST_CASE("scalars: a signed integer may equal its bound, but not exceed it") {
  for (const char* member : {"from_to", "from"}) {
    CHECK(takes(member, "-5"));
    CHECK(code_in(member, "-6") == "out_of_range");
  }
  for (const char* member : {"from_to", "to"}) {
    CHECK(takes(member, "7"));
    CHECK(code_in(member, "8") == "out_of_range");
  }
  CHECK(takes("from", "9223372036854775807"));
  CHECK(takes("to", "-9223372036854775808"));
}

TEST_CASE("scalars: an unsigned integer may equal its bound, but not exceed it") {
  for (const char* member : {"u_from_to", "u_from"}) {
    CHECK(takes(member, "2"));
    CHECK(code_in(member, "1") == "out_of_range");
    CHECK(code_in(member, "-2") == "out_of_range");
  }
  for (const char* member : {"u_from_to", "u_to"}) {
    CHECK(takes(member, "7"));
    CHECK(code_in(member, "8") == "out_of_range");
  }
  CHECK(takes("u_to", "0"));
  CHECK(takes("u_to", "-0"));
  CHECK(takes("u_from", "18446744073709551615"));
}

TEST_CASE("scalars: a number may equal its bound, but not exceed it") {
  for (const char* member : {"n_from_to", "n_from"}) {
    for (const char* value : {"-5", "-5.0", "-50e-1", "-4.999"}) CHECK(takes(member, value));
    for (const char* value : {"-5.001", "-6", "-1e300"})
      CHECK(code_in(member, value) == "out_of_range");
  }
  for (const char* member : {"n_from_to", "n_to"}) {
    for (const char* value : {"7", "7.0", "0.7e1", "6.999"}) CHECK(takes(member, value));
    for (const char* value : {"7.001", "8", "1e300"})
      CHECK(code_in(member, value) == "out_of_range");
  }
  CHECK(takes("n_from", "1e300"));
  CHECK(takes("n_to", "-1e300"));
}

TEST_CASE("scalars: a number that must be whole may be written in any way") {
  for (const char* value : {"2", "2.0", "20e-1", "-0.0", "2e3"}) CHECK(takes("n_whole", value));
  CHECK(found_in("n_whole", "2.5") ==
        "11 /n_whole: expected whole number, found number [type_mismatch]");
  CHECK(found_in("n_late", "2.5") ==
        "10 /n_late: warning: expected whole number, found number [type_mismatch]");
  CHECK(takes("n_needed", "null")); // as missing, below the level at which it is required
  CHECK(found_in("n_whole", "true") ==
        "11 /n_whole: expected whole number, found boolean [type_mismatch]");
}

TEST_CASE("scalars: integers have all 64 bits, and larger ones do not wrap") {
  sample s;
  assay::validator<sample> v;
  REQUIRE(v.read(R"({"any":-9223372036854775808,"u_any":18446744073709551615})", s));
  CHECK(s.any == INT64_MIN);
  CHECK(s.u_any == UINT64_MAX);
  REQUIRE(v.read(R"({"any":9223372036854775807,"u_any":-0})", s));
  CHECK(s.any == INT64_MAX);
  CHECK(s.u_any == 0u);

  for (const char* value : {"9223372036854775808", "18446744073709551616", "-9223372036854775809",
                            "-18446744073709551616", "99999999999999999999999999"})
    CHECK(code_in("any", value) == "integer_overflow");
  for (const char* value : {"18446744073709551616", "99999999999999999999999999"})
    CHECK(code_in("u_any", value) == "integer_overflow");
  for (const char* value : {"-1", "-18446744073709551616"})
    CHECK(code_in("u_any", value) == "out_of_range");
  // Also beyond a bound.
  for (const char* member : {"from_to", "to"})
    for (const char* value : {"9223372036854775808", "99999999999999999999999999"})
      CHECK(code_in(member, value) == "out_of_range");
  for (const char* member : {"from_to", "from"})
    for (const char* value : {"-9223372036854775809", "-99999999999999999999999999"})
      CHECK(code_in(member, value) == "out_of_range");
  CHECK(code_in("from", "9223372036854775808") == "integer_overflow");
  CHECK(code_in("to", "-9223372036854775809") == "integer_overflow");
  CHECK(code_in("u_to", "18446744073709551616") == "out_of_range");
  CHECK(code_in("u_from", "18446744073709551616") == "integer_overflow");
}

TEST_CASE("scalars: bounds do not apply to values that are not numbers") {
  CHECK(found_in("from", R"("x")") ==
        "8 /from: expected integer, found string of 1 byte [type_mismatch]");
  CHECK(found_in("u_from", "true") ==
        "10 /u_from: expected integer >= 0, found boolean [type_mismatch]");
  CHECK(found_in("n_from", "[]") == "10 /n_from: expected number, found array [type_mismatch]");
  CHECK(found_in("u_from", "1.5") ==
        "10 /u_from: expected integer without fraction or exponent, found number [type_mismatch]");
}

TEST_CASE("scalars: a number that is not an integer has one violation, whatever its value") {
  for (const char* member : {"from_to", "from", "to", "u_from_to", "u_from", "u_to"})
    for (const char* value :
         {R"("")", R"("0")", R"("99")", "[]", "[0]", "[99]", "{}", "true", "1.5", "99.5"}) {
      CAPTURE(member, value);
      const std::string found = found_in(member, value);
      CHECK(found.find('\n') == found.npos);
      CHECK(found.ends_with("[type_mismatch]"));
    }
}

TEST_CASE("scalars: the fault of a timestamp is reported at its character") {
  CHECK(takes("stamp", R"("2026-06-12T12:34:56Z")"));
  CHECK(takes("stamp", R"("2026-06-12\u005412:34:56Z")"));
  CHECK(code_in("stamp", "5") == "type_mismatch");
  CHECK(code_in("stamp", R"("\x")") == "invalid_escape");
  CHECK(found_in("stamp", R"("2026-06-12 12:34:56Z")") ==
        "20 /stamp: expected RFC 3339 date-time: 'T' expected between date and time "
        "[invalid_format]");
  CHECK(found_in("stamp", R"("2026-02-29T12:34:56Z")") ==
        "18 /stamp: expected RFC 3339 date-time: no such day in the month [invalid_format]");
}

TEST_CASE("scalars: a duplicate name in a map is reported with both places") {
  const std::string text = R"({"flags":{"a":true,"b":true,"a":false}})";
  assay::validator<sample> v;
  CHECK_FALSE(v.check(text));
  REQUIRE(v.report().violations().size() == 1);
  const assay::violation& found = v.report().violations()[0];
  CHECK(found.code == assay::code::duplicate_member);
  CHECK(found.offset == text.rfind(R"("a")"));
  CHECK(found.path == "/flags/a");
  CHECK(found.first_offset == text.find(R"("a")"));
}

TEST_CASE("scalars: an array has as many elements as its type") {
  CHECK(takes("both", "[true,false]"));
  CHECK(code_in("both", "[true]") == "too_few_elements");
  CHECK(code_in("both", "[]") == "too_few_elements");
  CHECK(code_in("both", "[true,false,true]") == "too_many_elements");
}

TEST_CASE("scalars: integers have neither fraction nor exponent") {
  for (const char* member : {"any", "u_any", "from_to", "u_from_to"})
    for (const char* value : {"3.0", "3e0", "30e-1"})
      CHECK(code_in(member, value) == "type_mismatch");
}

TEST_CASE("scalars: a minimum length counts bytes after escapes are decoded") {
  for (const char* value :
       {R"("abc")", R"("\u00e9a")", R"("\u20ac")", R"("\ud83d\ude00")", R"("\n\t\\")", R"("abcd")"})
    CHECK(takes("three", value));
  CHECK(found_in("three", R"("ab")") ==
        "9 /three: expected string of at least 3 bytes, found string of 2 bytes [too_short]");
  CHECK(found_in("three", R"("\u00e9")") ==
        "9 /three: expected string of at least 3 bytes, found string of 2 bytes (1 character) "
        "[too_short]");
  CHECK(found_in("three", R"("\n")") ==
        "9 /three: expected string of at least 3 bytes, found string of 1 byte [too_short]");
  CHECK(found_in("three", R"("")") ==
        "9 /three: expected string of at least 3 bytes, found string of 0 bytes [too_short]");
  CHECK(found_in("three", R"("a\"")") ==
        "9 /three: expected string of at least 3 bytes, found string of 2 bytes [too_short]");
  const assay::options replacing{.lone_surrogates = assay::surrogate_policy::replace};
  CHECK(found_in("three", R"("\ud800")", replacing).empty()); // U+FFFD has three bytes
}

TEST_CASE("scalars: a minimum number of characters is not a maximum") {
  CHECK(takes("two_characters", R"("ab")"));
  CHECK(takes("two_characters", R"("abc")"));
  CHECK(takes("two_characters", R"("\u00e9\u00e9\u00e9\u00e9")"));
  CHECK(code_in("two_characters", R"("\u00e9")") == "too_short");
}

TEST_CASE(
    "scalars: the length of a string where another type is expected counts decoded characters") {
  CHECK(found_in("any", R"("\u00e9\u00e9")") ==
        "7 /any: expected integer, found string of 4 bytes [type_mismatch]");
  CHECK(found_in("any", R"("\\\"")") ==
        "7 /any: expected integer, found string of 2 bytes [type_mismatch]");
  CHECK(found_in("unit", R"("\u006d")") == "8 /unit: expected \"ms\" or \"km\xC2\xB2\", found a "
                                           "different string of 1 byte [not_one_of]");
  CHECK(takes("unit", R"("\u006ds")"));
  CHECK(takes("unit", R"("km\u00b2")"));
}

TEST_CASE("scalars: the fault of a date-time is reported at its character") {
  const auto found = [](std::string_view time) {
    return found_in("time", '"' + std::string(time) + '"');
  };
  const auto expected = [](std::size_t offset, std::string_view reason) {
    return std::to_string(offset) + " /time: expected RFC 3339 date-time: " + std::string(reason) +
           " [invalid_format]";
  };
  constexpr std::size_t begin = 9; // where the characters begin in the text
  CHECK(found("2026-06-12T12:34:56.789Z") == "");
  CHECK(found("") == expected(begin, "an empty string"));
  CHECK(found("now") == expected(begin, "digit expected"));
  CHECK(found("1765540000") == expected(begin, "a number, as of a Unix time"));
  CHECK(found("2026-06-12T12:34:56") == expected(begin + 19, "no offset from UTC"));
  CHECK(found("2026-06-12T12:34:56+0000") == expected(begin + 22, "':' expected in the offset"));
  CHECK(found("2026-06-12 12:34:56Z") ==
        expected(begin + 10, "'T' expected between date and time"));
  CHECK(found("2026-02-29T12:34:56Z") == expected(begin + 8, "no such day in the month"));
  CHECK(found("2026-06-12T12:34:56Z!") == expected(begin + 20, "nothing may follow the offset"));
}

TEST_CASE(
    "scalars: a date-time with escapes is checked decoded, and reported by its place in the text") {
  const auto found = [](std::string_view time) {
    return found_in("time", '"' + std::string(time) + '"');
  };
  const auto expected = [](std::size_t offset, std::string_view reason) {
    return std::to_string(offset) + " /time: expected RFC 3339 date-time: " + std::string(reason) +
           " [invalid_format]";
  };
  constexpr std::size_t begin = 9;
  CHECK(found(R"(2026-06-12\u005412:34:56Z)") == "");
  CHECK(found(R"(\u0032026-06-12\u005412:34:56\u005A)") == "");
  CHECK(found(R"(2026-06-12\u002012:34:56Z)") ==
        expected(begin + 10, "'T' expected between date and time"));
  CHECK(found(R"(2026-06-12\u005412:34:61Z)") == expected(begin + 22, "the second is above 60"));
  CHECK(found(R"(2026-06-12\u005412:34:56)") == expected(begin + 24, "no offset from UTC"));
  CHECK(found(R"(2026-06-12\u005412:34:56Z\n)") ==
        expected(begin + 25, "nothing may follow the offset"));
  CHECK(found(R"(2026-06-1\u0662T12:34:56Z)") == expected(begin + 9, "digit expected"));
  CHECK(found(R"(2026-06-12\ud83d\ude0012:34:56Z)") ==
        expected(begin + 10, "'T' expected between date and time"));
  CHECK(found("\xC3\xA9") == expected(begin, "digit expected"));
  // Whatever its length is.
  const std::string digits(1000, '7');
  CHECK(found("2026-06-12T12:34:56." + digits + "Z") == "");
  CHECK(found(R"(2026-06-12\u005412:34:56.)" + digits + "Z") == "");
  CHECK(found(R"(2026-06-12\u005412:34:56.)" + digits) ==
        expected(begin + 25 + digits.size(), "no offset from UTC"));
}

TEST_CASE("scalars: an invalid date-time is reported with type and length like any string, without "
          "its value") {
  assay::validator<sample> v;
  CHECK_FALSE(v.check(R"({"time":"2026-06-12\u005412:34:56"})"));
  REQUIRE(v.report().violations().size() == 1);
  const assay::violation& found = v.report().violations()[0];
  CHECK(found.path == "/time");
  CHECK(found.actual == assay::kind::string);
  CHECK(found.length == 19);
  CHECK(found.expected == "RFC 3339 date-time: no offset from UTC");
}
