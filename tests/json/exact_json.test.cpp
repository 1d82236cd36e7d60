// SPDX-License-Identifier: BSL-1.0
#include "support/exact_json.hpp"

#include "support/catch.hpp"

#include <string>

using assay_test::canonical_json;
using assay_test::canonical_number;
using assay_test::is_same_json;

TEST_CASE("exact_json: numbers are equal if they are the same rational") {
  CHECK(canonical_number("0") == "0");
  CHECK(canonical_number("-0.00e7") == "0");
  CHECK(canonical_number("1") == "1e0");
  CHECK(canonical_number("-120.50") == "-1205e-1");
  CHECK(canonical_number("0.0012E+3") == "12e-1");
  CHECK(is_same_json("[100,1e2,1.00E+2,10000e-2]", "[1e2,100,100.0,100]"));
  CHECK_FALSE(is_same_json("100", "-100"));
  CHECK_FALSE(is_same_json("1", "10"));
  // As doubles these are the same.
  CHECK_FALSE(is_same_json("99999999999999999999", "100000000000000000000"));
  CHECK_FALSE(is_same_json("9007199254740993", "9007199254740992"));
  CHECK_FALSE(is_same_json("0.1", "0.1000000000000000055511151231257827"));
  CHECK_FALSE(is_same_json("1e400", "1e401"));
}

TEST_CASE("exact_json: members may have any order, duplicates may not") {
  CHECK(is_same_json(R"({"a":1,"b":{"c":[],"d":2}})",
                     R"( { "b" : { "d" : 2.0, "c" : [ ] }, "a" : 1 } )"));
  CHECK(is_same_json(R"({"a":1,"b":0,"a":2})", R"({"a":1,"a":2,"b":0})"));
  CHECK_FALSE(is_same_json(R"({"a":1,"a":2})", R"({"a":2,"a":1})"));
  CHECK_FALSE(is_same_json(R"({"a":1,"a":2})", R"({"a":2})"));
  CHECK_FALSE(is_same_json(R"({"a":1,"a":1})", R"({"a":1})"));
  CHECK_FALSE(is_same_json("[1,2]", "[2,1]"));
  CHECK_FALSE(is_same_json(R"({"a":null})", "{}"));
}

TEST_CASE("exact_json: strings are equal if their characters are") {
  CHECK(is_same_json(R"("\u00e9\/\n\ud83d\ude00")", "\"\xC3\xA9/\\u000A\xF0\x9F\x98\x80\""));
  CHECK_FALSE(is_same_json(R"("1")", "1"));
  CHECK_FALSE(is_same_json(R"(["a","b"])", R"(["a\",\"b"])"));
  CHECK_FALSE(is_same_json(R"({"a":"b"})", R"({"a\":\"b":""})"));
}

TEST_CASE("exact_json: invalid JSON equals nothing") {
  CHECK_FALSE(is_same_json("", ""));
  CHECK_FALSE(is_same_json("1 2", "1 2"));
  CHECK_FALSE(is_same_json("[1,]", "[1,]"));
  CHECK(canonical_json(std::string(1000, '[') + std::string(1000, ']')).has_value());
}
