// SPDX-License-Identifier: BSL-1.0
#include "assay/json/walk.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using walked = std::vector<std::string>;

walked elements_of(std::string_view array) {
  walked out;
  assay::for_each_element(array, [&](std::string_view value) { out.emplace_back(value); });
  return out;
}

walked members_of(std::string_view object) {
  walked out;
  assay::for_each_member(object, [&](std::string_view name, std::string_view value) {
    out.push_back(std::string(name) + "=" + std::string(value));
  });
  return out;
}

} // namespace

TEST_CASE("walk: elements of every type, with and without white space") {
  CHECK(elements_of("[]") == walked{});
  CHECK(elements_of(" [1]").empty()); // values from a reader do not begin with white space
  CHECK(elements_of("[ \n]") == walked{});
  CHECK(elements_of("[1,-2.5e3,true,null,\"a\",[],{}]") ==
        walked{"1", "-2.5e3", "true", "null", "\"a\"", "[]", "{}"});
  CHECK(elements_of("[ 1 ,\t[ 2 , [3] ] ,\n{ \"a\" : [4] } , \"x\" ]") ==
        walked{"1", "[ 2 , [3] ]", "{ \"a\" : [4] }", "\"x\""});
}

TEST_CASE("walk: brackets, quotes and commas in strings are characters") {
  CHECK(elements_of(R"(["]","a\"]","\\","\\\"",{"]}":"[{"},["\\"],""])") ==
        walked{R"("]")", R"("a\"]")", R"("\\")", R"("\\\"")", R"({"]}":"[{"})", R"(["\\"])",
               R"("")"});
  CHECK(members_of(R"({"a\"":"}","":[","],"c":{"d":"\\\\"}})") ==
        walked{R"(a\"="}")", R"(=[","])", R"(c={"d":"\\\\"})"});
}

TEST_CASE("walk: members in their order, with duplicates") {
  CHECK(members_of("{}") == walked{});
  CHECK(members_of(R"({"a":1,"a":2})") == walked{"a=1", "a=2"});
  CHECK(members_of("{ \"a\" : null ,\r\n\"b\":\t[ ] }") == walked{"a=null", "b=[ ]"});
}

TEST_CASE("walk: nothing for values of another type and for missing members") {
  for (const char* text : {"", "null", "1", "\"[1]\"", "{\"a\":1}"})
    CHECK(elements_of(text).empty());
  for (const char* text : {"", "null", "1", "\"{}\"", "[{\"a\":1}]"})
    CHECK(members_of(text).empty());
}

TEST_CASE("walk: a member is found however its name is written, the last of duplicates") {
  using assay::find_member;
  const std::string_view object = R"({"a":1,"b\"":{"a":2},"\u0063":[3],"a":"last","":null})";
  CHECK(find_member(object, "a") == R"("last")");
  CHECK(find_member(object, "b\"") == R"({"a":2})");
  CHECK(find_member(object, "c") == "[3]");
  CHECK(find_member(object, "") == "null");
  CHECK(find_member(object, "d").data() == nullptr);
  CHECK(find_member(object, "\\u0063").empty());
  CHECK(find_member("{}", "").empty());
  CHECK(find_member(R"(["a"])", "a").empty());
  CHECK(find_member("", "a").empty());
  CHECK(find_member(object, "c").data() ==
        object.data() + object.find("[3]")); // a view of the text
}

TEST_CASE("walk: an element is found by its index") {
  using assay::find_element;
  CHECK(find_element("[1, [2] ,{}]", 0) == "1");
  CHECK(find_element("[1, [2] ,{}]", 1) == "[2]");
  CHECK(find_element("[1, [2] ,{}]", 2) == "{}");
  CHECK(find_element("[1, [2] ,{}]", 3).empty());
  CHECK(find_element("[]", 0).empty());
  CHECK(find_element(R"({"0":1})", 0).empty());
}

TEST_CASE("walk: the values that RFC 6901 names in its example") {
  using assay::find_value;
  const std::string_view json = R"({"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3,
    "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8})";
  CHECK(find_value(json, "") == json);
  CHECK(find_value(json, "/foo") == R"(["bar", "baz"])");
  CHECK(find_value(json, "/foo/0") == R"("bar")");
  CHECK(find_value(json, "/foo/1") == R"("baz")");
  CHECK(find_value(json, "/") == "0");
  CHECK(find_value(json, "/a~1b") == "1");
  CHECK(find_value(json, "/c%d") == "2");
  CHECK(find_value(json, "/e^f") == "3");
  CHECK(find_value(json, "/g|h") == "4");
  CHECK(find_value(json, "/i\\j") == "5");
  CHECK(find_value(json, "/k\"l") == "6");
  CHECK(find_value(json, "/ ") == "7");
  CHECK(find_value(json, "/m~0n") == "8");
}

TEST_CASE("walk: pointers that name nothing, and invalid pointers") {
  using assay::find_value;
  const std::string_view json = R"({"a":{"b":[10,11]},"~":1,"a~2":2,"01":3})";
  for (const char* const pointer :
       {"/b", "/a/c", "/a/b/2", "/a/b/-", "/a/b/01", "/a/b/+1", "/a/b/", "/a/b/1x", "/a/b/0/0",
        "/a/b/99999999999999999999999", "a", "/~", "/a~2", "//a", "/a/"}) {
    CAPTURE(pointer);
    CHECK(find_value(json, pointer).empty());
  }
  CHECK(find_value(json, "/01") == "3"); // in an object it is a name
  CHECK(find_value("", "").empty());
  CHECK(find_value("", "/a").empty());
}

TEST_CASE("walk: a pointer follows the last of duplicate members, whatever the others hold") {
  using assay::find_value;
  CHECK(find_value(R"({"a":1,"a":{"b":2}})", "/a/b") == "2");
  CHECK(find_value(R"({"a":{"b":2},"a":1})", "/a/b").empty());
  CHECK(find_value(R"({"a":{"b":2},"a":{"c":3}})", "/a/b").empty());
  CHECK(find_value(R"({"a":{"b":2,"b":[3]},"c":{"b":4}})", "/a/b") == "[3]");
  CHECK(find_value(R"({"a":[{"b":1}],"\u0061":[0,{"b":2}]})", "/a/1/b") == "2");
  CHECK(find_value(R"({"a":[{"b":1}],"\u0061":[0,{"b":2}]})", "/a/0/b").empty());
  CHECK(find_value(R"([[], [1, [2 , {"x" : [ ] }]], 3])", "/1/1/1/x") == "[ ]");
}

TEST_CASE("walk: a pointer to the innermost container takes linear time") {
  std::string json, pointer;
  for (int i = 0; i < 200'000; ++i) json += R"({"a":[)", pointer += "/a/0";
  json += '1';
  for (int i = 0; i < 200'000; ++i) json += "]}";
  // Scanning the rest again for each part would take hours.
  CHECK(assay::find_value(json, pointer) == "1");
  CHECK(assay::find_value(json, pointer + "/a").empty());
}

TEST_CASE("walk: only white space at the ends is trimmed") {
  using assay::trimmed;
  CHECK(trimmed(" \t\r\n{ \n} \n") == "{ \n}");
  CHECK(trimmed("1") == "1");
  CHECK(trimmed(" \n").empty());
  CHECK(trimmed("").empty());
  CHECK(trimmed("\v1\f") == "\v1\f"); // not white space in JSON
}
