// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/strings.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ruled_strings {

using namespace assay;

struct all {
  std::optional<std::string> least{}, most{}, few{}, many{}, choice{}, fixed{}, time{}, id{},
      late{}, three{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (),
                      (least, most, few, many, choice, fixed, time, id, late, three, additional))
consteval auto rules_of(const all*) {
  return rules(field<&all::least>("", min_length(2)), field<&all::most>("", max_length(3)),
               field<&all::few>("", max_characters(2)), field<&all::many>("", min_characters(2)),
               field<&all::choice>("", one_of("a", "b\"c", "\xC3\xA9")),
               field<&all::fixed>("", constant("v1")),
               field<&all::time>("", format(text_format::date_time)),
               field<&all::id>("", format(text_format::uuid, level::strict)),
               field<&all::late>("", max_length(1).from(level::strict), min_length(1)),
               field<&all::three>("", min_length(1), max_length(9), max_characters(3)));
}

} // namespace ruled_strings

namespace {

std::string found_in_string(std::string_view name, std::string_view between_quotes,
                            assay::level l = assay::level::published) {
  const std::string text =
      "{\"" + std::string(name) + "\":\"" + std::string(between_quotes) + "\"}";
  std::string out;
  for (const std::string& line : assay_test::lines_of<ruled_strings::all>(text, l)) out += line;
  return out;
}

} // namespace

TEST_CASE("strings: lengths are bytes of UTF-8 after escapes are decoded") {
  for (const std::string_view s : {"ab", "\xC3\xA9", "\\u00e9", "\\n\\t", "\\ud83d\\ude00"})
    CHECK(found_in_string("least", s) == "");
  CHECK(found_in_string("least", "a") ==
        "/least: expected string of at least 2 bytes, found string of 1 byte [too_short]");
  CHECK(found_in_string("least", "\\u0061") ==
        "/least: expected string of at least 2 bytes, found string of 1 byte [too_short]");
  for (const std::string_view s : {"", "abc", "\\u0061\\u0062\\u0063", "\\u20ac"})
    CHECK(found_in_string("most", s) == "");
  CHECK(found_in_string("most", "abcd") ==
        "/most: expected string of at most 3 bytes, found string of 4 bytes [too_long]");
  for (const std::string_view s : {"\xF0\x9F\x98\x80", "\\ud83d\\ude00"})
    CHECK(found_in_string("most", s) == "/most: expected string of at most 3 bytes, found string "
                                        "of 4 bytes (1 character) [too_long]");
  CHECK(found_in_string("most", "\\u20aca") ==
        "/most: expected string of at most 3 bytes, found string of 4 bytes (2 characters) "
        "[too_long]");
}

TEST_CASE("strings: characters are code points") {
  for (const std::string_view s :
       {"ab", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80", "\\ud83d\\ude00\\ud83d\\ude00", "e\\u0301"}) {
    CAPTURE(s);
    CHECK(found_in_string("few", s) == "");
    CHECK(found_in_string("many", s) == "");
  }
  CHECK(found_in_string("few", "abc") ==
        "/few: expected string of at most 2 characters, found string of 3 bytes [too_long]");
  for (const std::string_view s : {"\xF0\x9F\x98\x80", "\\ud83d\\ude00"})
    CHECK(found_in_string("many", s) ==
          "/many: expected string of at least 2 characters, found string of 4 bytes (1 character) "
          "[too_short]");
}

TEST_CASE("strings: choices are compared by their characters") {
  for (const std::string_view s : {"a", "\\u0061", "b\\\"c", "b\\u0022c", "\xC3\xA9", "\\u00E9"})
    CHECK(found_in_string("choice", s) == "");
  for (const std::string_view s : {"", "A", "ab", "\\u0062", "e\\u0301"})
    CHECK(found_in_string("choice", s).find("[not_one_of]") != std::string::npos);
  CHECK(found_in_string("fixed", "v1") == "");
  CHECK(found_in_string("fixed", "v2") ==
        "/fixed: expected \"v1\", found a different string of 2 bytes [not_one_of]");
}

TEST_CASE("strings: the message for a date-time states what is wrong, others state the format") {
  CHECK(found_in_string("time", "2024-02-29T12:00:00Z") == "");
  CHECK(found_in_string("time", "2024-02-29T12:00:00\\u005a") == "");
  CHECK(found_in_string("time", "2023-02-29T12:00:00Z").find("[invalid_format]") !=
        std::string::npos);
  CHECK(found_in_string("id", "x") == "");
  CHECK(found_in_string("id", "x", assay::level::strict).find("[invalid_format]") !=
        std::string::npos);
}

TEST_CASE("strings: a rule with a level applies from that level on") {
  CHECK(found_in_string("late", "abc") == "");
  CHECK(found_in_string("late", "") ==
        "/late: expected non-empty string, found string of 0 bytes [too_short]");
  CHECK(found_in_string("late", "abc", assay::level::strict) ==
        "/late: expected string of 1 byte, found string of 3 bytes [too_long]");
}

TEST_CASE("strings: a string that breaks several rules is reported once") {
  CHECK(found_in_string("three", "0123456789") ==
        "/three: expected string of 1 to 9 bytes and of at most 3 characters, found string of 10 "
        "bytes [too_long]");
  CHECK(found_in_string("three", "0123") ==
        "/three: expected string of 1 to 9 bytes and of at most 3 characters, found string of 4 "
        "bytes [too_long]");
}
