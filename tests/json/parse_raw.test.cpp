// SPDX-License-Identifier: BSL-1.0
#include "assay/json/parse_raw.hpp"

#include "support/catch.hpp"
#include "support/exact_json.hpp"

#include <random>
#include <string>
#include <string_view>

using assay::limits;
using assay::parse_raw_json;
using assay::parse_raw_object;

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

} // namespace

TEST_CASE("parse_raw: valid JSON is kept unchanged, without the white space around it") {
  for (const char* text :
       {"null", "true", "false", "0", "-0", "-1.50E+07", "12345678901234567890", "\"\"",
        "\"a\\u00e9\"", "[]", "{}", "[ 1 , [ ] ]", "{ \"a\" : 1 , \"a\" : 2 }", "1e400"}) {
    CAPTURE(text);
    const auto raw = parse_raw_json(std::string(" \t\r\n") + text + "\n\r \t");
    REQUIRE(raw.has_value());
    CHECK(raw->text() == text);
  }
}

TEST_CASE("parse_raw: text that is not one JSON value is rejected") {
  for (const char* text : {"",
                           " ",
                           "nul",
                           "nullx",
                           "True",
                           "NaN",
                           "Infinity",
                           "-Infinity",
                           "+1",
                           "01",
                           "-",
                           "1.",
                           ".5",
                           "1e",
                           "1e+",
                           "0x1",
                           "1 2",
                           "{}{}",
                           "[1,]",
                           "[,1]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{'a':1}",
                           "[1",
                           "]",
                           "{\"a\":1",
                           "\"",
                           "\"a",
                           "\"\\\"",
                           "\"\\x\"",
                           "\"\\u12g4\"",
                           "\"\t\"",
                           "\"\n\"",
                           "\"\xFF\"",
                           "\"\xC0\x80\"",
                           "\"\xED\xA0\x80\"",
                           "\"\\ud800\"",
                           "\"\\udc00\"",
                           "// a\n1",
                           "1 // a",
                           "\xEF\xBB\xBF"
                           "1",
                           "\v1",
                           "\xC2\xA0"
                           "1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_raw_json(text).has_value());
  }
  CHECK_FALSE(parse_raw_json(std::string_view("1\0", 2)).has_value());
  CHECK_FALSE(parse_raw_json(std::string_view("\0", 1)).has_value());
  CHECK_FALSE(parse_raw_json(std::string_view("\"a\0\"", 4)).has_value());
}

TEST_CASE("parse_raw: a raw_object must be an object") {
  CHECK(parse_raw_object(" {\"a\": [1]} ")->text() == "{\"a\": [1]}");
  for (const char* text : {"", "[]", "null", "\"{}\"", "{", "{}}", "1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_raw_object(text).has_value());
  }
}

TEST_CASE("parse_raw: limits are exact") {
  CHECK(parse_raw_json(nested(3), {.max_depth = 3}).has_value());
  CHECK_FALSE(parse_raw_json(nested(4), {.max_depth = 3}).has_value());
  CHECK_FALSE(parse_raw_json(nested(1), {.max_depth = 0}).has_value());
  CHECK(parse_raw_json("1", {.max_depth = 0}).has_value());
  CHECK(parse_raw_json(nested(1024)).has_value());
  CHECK_FALSE(parse_raw_json(nested(1025)).has_value());

  CHECK(parse_raw_json("\"abc\"", {.max_string_bytes = 3}).has_value());
  CHECK_FALSE(parse_raw_json("\"abcd\"", {.max_string_bytes = 3}).has_value());
  CHECK_FALSE(parse_raw_json("{\"abcd\":1}", {.max_string_bytes = 3}).has_value());

  CHECK(parse_raw_json("  [12]  ", {.max_document_bytes = 4}).has_value());
  CHECK_FALSE(parse_raw_json("[123]", {.max_document_bytes = 4}).has_value());
}

TEST_CASE("parse_raw: no nesting exhausts the stack, and the maximum depth is accepted") {
  CHECK(parse_raw_json(nested(65'536), {.max_depth = 4'000'000}).has_value());
  CHECK_FALSE(parse_raw_json(nested(65'537), {.max_depth = 4'000'000}).has_value());
  CHECK_FALSE(parse_raw_json(std::string(10'000'000, '['), {.max_depth = 4'000'000}).has_value());
}

TEST_CASE("parse_raw: accepts the same random texts as Boost.JSON") {
  std::mt19937 random(8259);
  constexpr std::string_view pieces[] = {
      "{",  "}",     "[",  "]",    ",",    ":",        "\"a\"", "\"\\n\"",
      "1",  "-",     "0",  ".5",   "e",    "1e+05",    "true",  "null",
      " ",  "\n",    "\"", "\\",   "\x7F", "\xC3\xA9", "u",     "-1",
      "{}", "false", "[]", "\xC3", "\t",   "\"\":",    "[1,",   "\"\\u00e9\""};
  int taken = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (auto n = random() % 8; n > 0; --n) text += pieces[random() % std::size(pieces)];
    const bool is_json = assay_test::canonical_json(text).has_value();
    CAPTURE(text);
    REQUIRE(parse_raw_json(text).has_value() == is_json);
    taken += is_json;
  }
  CHECK(taken > 1000);
}

TEST_CASE("parse_raw: only a number is accepted, and kept as it is written") {
  for (const char* const text :
       {"0", "-0", "1.0", "12345678901234567890.10", "-1.50E+07", "1e400"}) {
    CAPTURE(text);
    const auto n = assay::parse_number(std::string("\n ") + text + '\t');
    REQUIRE(n.has_value());
    CHECK(n->text() == text);
  }
  for (const char* const text : {"", " ", "1 2", "01", "+1", "1.", ".5", "-", "NaN", "-Infinity",
                                 "\"1\"", "[1]", "null", "1,"}) {
    CAPTURE(text);
    CHECK_FALSE(assay::parse_number(text).has_value());
  }
  CHECK_FALSE(assay::parse_number("123", {.max_document_bytes = 2}).has_value());
}
