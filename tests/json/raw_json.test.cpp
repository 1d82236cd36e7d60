// SPDX-License-Identifier: BSL-1.0
#include "assay/json/raw_json.hpp"

#include "assay/json/detail/raw_access.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using assay::kind;
using assay::kind_of;
using assay::number;
using assay::raw_json;
using assay::raw_object;

TEST_CASE("raw_json: kind_of reads the type from the first character") {
  CHECK(kind_of('"') == kind::string);
  CHECK(kind_of('{') == kind::object);
  CHECK(kind_of('[') == kind::array);
  CHECK(kind_of('t') == kind::boolean);
  CHECK(kind_of('f') == kind::boolean);
  CHECK(kind_of('n') == kind::null);
  for (const char c : std::string_view("-0123456789")) CHECK(kind_of(c) == kind::number);
  for (const char c : std::string_view("\0 }],:+.NITFxe'\x80\xFF", 17))
    CHECK(kind_of(c) == kind::none);
}

TEST_CASE("raw_json: C++ values become their JSON") {
  CHECK(raw_json().text() == "null");
  CHECK(raw_json(nullptr).text() == "null");
  CHECK(raw_json(true).text() == "true");
  CHECK(raw_json(false).text() == "false");
  CHECK(raw_json(-3).text() == "-3");
  CHECK(raw_json(std::numeric_limits<std::uint64_t>::max()).text() == "18446744073709551615");
  CHECK(raw_json(0.25).text() == "0.25");
  CHECK(raw_json(number(7)).text() == "7");
  CHECK(raw_json("flights").text() == R"("flights")");
  CHECK(raw_json(std::string("a\0b", 3)).text() == R"("a\u0000b")");
  CHECK(raw_json(std::string_view("a\0\xC3\xA9\"\\\n", 7)).text() ==
        "\"a\\u0000\xC3\xA9\\\"\\\\\\n\"");
  CHECK(raw_json(raw_object{{"q", 1}}).text() == R"({"q":1})");
}

TEST_CASE("raw_json: kind gives the type of the value") {
  CHECK(raw_json().kind() == kind::null);
  CHECK(raw_json(true).kind() == kind::boolean);
  CHECK(raw_json(-1).kind() == kind::number);
  CHECK(raw_json("").kind() == kind::string);
  CHECK(raw_json::array({}).kind() == kind::array);
  CHECK(raw_json(raw_object()).kind() == kind::object);
}

TEST_CASE("raw_json: values that JSON cannot express are replaced") {
  CHECK(raw_json(std::numeric_limits<double>::infinity()).text() == "null");
  CHECK(raw_json(std::numeric_limits<double>::quiet_NaN()).text() == "null");
  CHECK(raw_json("a\xFF"
                 "b")
            .text() == "\"a\xEF\xBF\xBD"
                       "b\"");
}

TEST_CASE("raw_json: arrays and objects nest") {
  CHECK(raw_json::array({}).text() == "[]");
  CHECK(raw_json::array({1, "two", nullptr, raw_json::array({true})}).text() ==
        R"([1,"two",null,[true]])");
  CHECK(raw_json::array(std::vector<std::string>{"a\"b", ""}).text() == R"(["a\"b",""])");
  CHECK(raw_json::array(std::vector<int>{}).text() == "[]");
  CHECK(raw_json::array(std::vector<raw_json>{1, nullptr}).text() == "[1,null]");
  CHECK(raw_object().text() == "{}");
  const raw_object o{{"q", "flights"},
                     {"limit", 3},
                     {"to", raw_json::array({"CDG", "ORY"})},
                     {"in", raw_object{{"a\"b", nullptr}}}};
  CHECK(o.text() == R"({"q":"flights","limit":3,"to":["CDG","ORY"],"in":{"a\"b":null}})");
}

TEST_CASE("raw_json: an object keeps members of the same name, in their order") {
  CHECK(raw_object{{"b", 1}, {"a", 2}, {"b", 3}}.text() == R"({"b":1,"a":2,"b":3})");
}

TEST_CASE("raw_json: two values are equal if their texts are") {
  CHECK(raw_json(1) == raw_json(number(1)));
  CHECK_FALSE(raw_json(1) == raw_json("1"));
  CHECK(raw_object{{"a", 1}} == raw_object{{"a", 1}});
  CHECK_FALSE(raw_object{{"a", 1}, {"b", 2}} == raw_object{{"b", 2}, {"a", 1}});
  raw_json exact;
  assay::detail::raw_access::assign(exact, "1.0");
  CHECK_FALSE(exact == raw_json(1));
}

TEST_CASE("raw_json: a moved-from value is still JSON") {
  raw_json from = "a text of more characters than a string has room for within itself";
  const raw_json to = std::move(from);
  CHECK(from.text() == "null");
  CHECK(from.kind() == kind::null);
  CHECK(from == raw_json());
  CHECK(raw_json::array({1, from, 2}).text() == "[1,null,2]");
  CHECK(assay::detail::raw_access::text_of(from) == "null");
  raw_object object{{"a", to}};
  const raw_object moved = std::move(object);
  CHECK(object.text() == "{}");
  CHECK(object == raw_object());
  CHECK(raw_object{{"b", object}}.text() == R"({"b":{}})");
  CHECK(assay::detail::raw_access::text_of(object) == "{}");
}

TEST_CASE("raw_json: assigned text stays as it is") {
  raw_json exact;
  assay::detail::raw_access::assign(exact, "12345678901234567890.10");
  CHECK(exact.text() == "12345678901234567890.10");
  CHECK(exact.kind() == kind::number);
  raw_object spaced;
  assay::detail::raw_access::assign(spaced, "{ \"a\" : 1 , \"a\" : 2 }");
  CHECK(spaced.text() == "{ \"a\" : 1 , \"a\" : 2 }");
  CHECK(raw_json(spaced).text() == spaced.text());
}

TEST_CASE("raw_json: a member is appended to an object, also one with an existing name") {
  raw_object object;
  object.append("a\"", 1);
  object.append("b", raw_object{{"c", nullptr}});
  object.append("b", "text");
  object.append("self", object);
  CHECK(object.text() == R"({"a\"":1,"b":{"c":null},"b":"text","self":)"
                         R"({"a\"":1,"b":{"c":null},"b":"text"}})");
  raw_object from = std::move(object);
  object.append("d", true);
  CHECK(object.text() == R"({"d":true})");
}
