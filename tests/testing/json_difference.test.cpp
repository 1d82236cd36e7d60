// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/json_difference.hpp"

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <string_view>

using assay::testing::find_difference;

namespace {

/// Returns "PATH: WHAT", or "same".
std::string told_difference(std::string_view a, std::string_view b) {
  const auto found = find_difference(a, b);
  return found ? found->path + ": " + std::string(found->what) : "same";
}

} // namespace

TEST_CASE("json_difference: texts with the same value are the same") {
  CHECK(told_difference("1", " 1.0 ") == "same");
  CHECK(told_difference("[1e2,-0,1e400]", "[100,0.0,10e399]") == "same");
  CHECK(told_difference(R"({"a":1,"b":[]})", R"({ "b" : [ ] , "\u0061" : 1e0 })") == "same");
  CHECK(told_difference(R"("\u00e9\/\ud83d\ude00")", "\"\u00e9/\U0001F600\"") == "same");
  CHECK(told_difference(R"({"a":1,"b":2,"a":3})", R"({"b":2,"a":1,"a":3})") == "same");
  std::string twins, others;
  for (int i = 0; i < 100; ++i) {
    twins += ",\"a\":" + std::to_string(i);
    others += ",\"b\":0,\"a\":" + std::to_string(i);
  }
  for (int i = 0; i < 100; ++i) twins += R"(,"b":0)";
  CHECK(told_difference('{' + twins.substr(1) + '}', '{' + others.substr(1) + '}') == "same");
  CHECK(told_difference("null", "null") == "same");
  CHECK(told_difference(R"("\ud800")", R"("\uD800")") == "same");
}

TEST_CASE(
    "json_difference: a byte order mark does not matter, and numbers may be compared as doubles") {
  CHECK(told_difference("\xEF\xBB\xBF 1", "1") == "same");
  using assay::testing::same_numbers;
  CHECK(find_difference("9007199254740993", "9007199254740992", same_numbers::nearest) ==
        std::nullopt);
  CHECK(find_difference("1.5", "1.25", same_numbers::nearest)->what == "another number");
  CHECK(find_difference("1e400", "1e401", same_numbers::nearest)->what == "another number");
  CHECK(find_difference("1e400", "10e399", same_numbers::nearest) == std::nullopt);
}

TEST_CASE("json_difference: the first difference is reported, without values") {
  CHECK(told_difference("9007199254740993", "9007199254740992") == ": another number");
  CHECK(told_difference("[[0.1]]", "[[0.1000000000000000055511151231257827]]") ==
        "/0/0: another number");
  CHECK(told_difference(R"({"a":{"b/c":"x"}})", R"({"a":{"b/c":"y"}})") ==
        "/a/b~1c: another string");
  CHECK(told_difference("[true]", "[false]") == "/0: another boolean");
  CHECK(told_difference("[1]", R"(["1"])") == "/0: a value of another type");
  CHECK(told_difference("[null]", "[false]") == "/0: a value of another type");
  CHECK(told_difference("{}", "[]") == ": a value of another type");
  CHECK(told_difference("[1,2]", "[1]") == ": fewer elements");
  CHECK(told_difference("[1]", "[1,2]") == ": more elements");
  CHECK(told_difference(R"({"a":1,"b":null})", R"({"a":1})") == "/b: missing member");
  CHECK(told_difference(R"({"b":1})", R"({"a":1,"b":1})") == "/a: extra member");
  CHECK(told_difference(R"({"a":1,"a":2})", R"({"a":2})") == "/a: another number");
  CHECK(told_difference(R"({"a":1,"a":2})", R"({"a":1})") == "/a: missing member");
}

TEST_CASE("json_difference: a text that is not JSON differs from everything") {
  for (const std::string_view broken : {"", "{", "[1,]", "NaN", "{} {}", "\"\xff\""}) {
    CHECK(told_difference(broken, "{}") == ": not JSON");
    CHECK(told_difference("{}", broken) == ": not JSON");
  }
  const std::string deep = std::string(2000, '[') + std::string(2000, ']');
  CHECK(told_difference(deep, deep) == ": not JSON");
}
