#include "assay/json/detail/text/valid_walk.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using texts = std::vector<std::string>;

texts elements(std::string_view array) {
  texts out;
  assay::detail::for_each_element(array, [&](std::string_view value) { out.emplace_back(value); });
  return out;
}

texts members(std::string_view object) {
  texts out;
  assay::detail::for_each_member(object, [&](std::string_view name, std::string_view value) {
    out.push_back(std::string(name) + "=" + std::string(value));
  });
  return out;
}

} // namespace

TEST_CASE("valid_walk: elements of every kind, with white space or without") {
  CHECK(elements("[]") == texts{});
  CHECK(elements(" [1]").empty()); // begins with white space: no value of a reader's does
  CHECK(elements("[ \n]") == texts{});
  CHECK(elements("[1,-2.5e3,true,null,\"a\",[],{}]") ==
        texts{"1", "-2.5e3", "true", "null", "\"a\"", "[]", "{}"});
  CHECK(elements("[ 1 ,\t[ 2 , [3] ] ,\n{ \"a\" : [4] } , \"x\" ]") ==
        texts{"1", "[ 2 , [3] ]", "{ \"a\" : [4] }", "\"x\""});
}

TEST_CASE("valid_walk: brackets, quotes and commas in strings are characters") {
  CHECK(
      elements(R"(["]","a\"]","\\","\\\"",{"]}":"[{"},["\\"],""])") ==
      texts{R"("]")", R"("a\"]")", R"("\\")", R"("\\\"")", R"({"]}":"[{"})", R"(["\\"])", R"("")"});
  CHECK(members(R"({"a\"":"}","":[","],"c":{"d":"\\\\"}})") ==
        texts{R"(a\"="}")", R"(=[","])", R"(c={"d":"\\\\"})"});
}

TEST_CASE("valid_walk: members in their order, a repeated one too") {
  CHECK(members("{}") == texts{});
  CHECK(members(R"({"a":1,"a":2})") == texts{"a=1", "a=2"});
  CHECK(members("{ \"a\" : null ,\r\n\"b\":\t[ ] }") == texts{"a=null", "b=[ ]"});
}

TEST_CASE("valid_walk: nothing of what is of another kind, or absent") {
  for (const char* text : {"", "null", "1", "\"[1]\"", "{\"a\":1}"}) CHECK(elements(text).empty());
  for (const char* text : {"", "null", "1", "\"{}\"", "[{\"a\":1}]"}) CHECK(members(text).empty());
}
