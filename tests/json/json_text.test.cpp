// SPDX-License-Identifier: BSL-1.0
#include "assay/json/json_text.hpp"

#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

using assay::json_text;
using assay::kind;

TEST_CASE("json_text: an empty text has no type") {
  const json_text t;
  CHECK(t.empty());
  CHECK(t.text().empty());
  CHECK(t.kind() == kind::none);
  CHECK_FALSE(t.is_string());
  CHECK(t.between_quotes().empty());
  CHECK_FALSE(t.is_escaped());
  CHECK(t.to_string().empty());
  CHECK_FALSE(t.to_uint64().has_value());
}

TEST_CASE("json_text: has a value's text and type") {
  CHECK(json_text("{\"a\":1}").kind() == kind::object);
  CHECK(json_text("[]").kind() == kind::array);
  CHECK(json_text("true").kind() == kind::boolean);
  CHECK(json_text("null").kind() == kind::null);
  CHECK(json_text("-1").kind() == kind::number);
  CHECK(json_text("\"\"").is_string());
  CHECK(json_text("[1]").text() == "[1]");
  CHECK_FALSE(json_text("[1]").empty());
}

TEST_CASE("json_text: has a string's text between its quotes") {
  CHECK(json_text(R"("")").between_quotes().empty());
  CHECK(json_text(R"("abc")").between_quotes() == "abc");
  CHECK(json_text(R"("a\"b")").between_quotes() == R"(a\"b)");
  CHECK(json_text(R"("a\"b")").is_escaped());
  CHECK_FALSE(json_text(R"("a/b")").is_escaped());
}

TEST_CASE("json_text: an escaped string decodes to its characters") {
  CHECK(json_text(R"("a\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00z")").to_string() ==
        "a\"\\/\b\f\n\r\t\xC3\xA9\xF0\x9F\x98\x80z");
  CHECK(json_text(R"("a\u0000b")").to_string() == std::string("a\0b", 3));
  CHECK(json_text(R"("plain")").to_string() == "plain");
}

TEST_CASE("json_text: a value that is not a string has no characters") {
  for (const char* text : {"1", "true", "null", "[\"a\"]", "{\"a\":\"b\"}"}) {
    CAPTURE(text);
    CHECK(json_text(text).between_quotes().empty());
    CHECK(json_text(text).to_string().empty());
    CHECK_FALSE(json_text(text).is_escaped());
  }
}

TEST_CASE("json_text: to_uint64 gives exactly the integers from 0 to 2^64 - 1") {
  CHECK(json_text("0").to_uint64() == std::uint64_t{0});
  CHECK(json_text("-0").to_uint64() == std::uint64_t{0});
  CHECK(json_text("42").to_uint64() == std::uint64_t{42});
  CHECK(json_text("18446744073709551615").to_uint64() == std::numeric_limits<std::uint64_t>::max());
  for (const char* text :
       {"18446744073709551616", "-1", "1.0", "1e2", "-0.5", "-0.0", "-0e1", "0.0", "\"1\"", "true",
        "null", "[1]", "{}", "99999999999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(json_text(text).to_uint64().has_value());
  }
}

TEST_CASE(
    "json_text: to_double gives the nearest double of a number, and nothing for other values") {
  CHECK(assay::json_text("-2.50e1").to_double() == -25.0);
  CHECK(assay::json_text("9007199254740993").to_double() == 9007199254740992.0);
  CHECK(assay::json_text("1e400").to_double() == std::numeric_limits<double>::infinity());
  for (const std::string_view text : {"", "null", "\"1\"", "[1]", "true"}) {
    CAPTURE(text);
    CHECK_FALSE(assay::json_text(text).to_double().has_value());
  }
}
