// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/json_tree.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace assay::testing;

TEST_CASE(
    "json_tree: a parsed text is written back unchanged, except for white space between tokens") {
  for (const std::string_view text :
       {"null", "-0.10e+5", R"("a\u00e9\"")", "[]", "{}", "[[],{}]",
        R"({"a":1,"a":2,"\u0061":[1e400,{"":"x"}]})", R"([true,false,"",12345678901234567890])"})
    CHECK(to_json(parse_tree(text)) == text);
  CHECK(to_json(parse_tree("{ \"a\" : [ 1 , 2 ] }")) == R"({"a":[1,2]})");
}

TEST_CASE("json_tree: members are found by their characters, the first of several") {
  const json_node node = parse_tree(R"({"b":1,"\u0061":2,"a":3,"":4})");
  REQUIRE(node.find("a") != nullptr);
  CHECK(node.find("a")->text == "2");
  CHECK(node.find("")->text == "4");
  CHECK(node.find("c") == nullptr);
  CHECK(parse_tree("[1]").find("") == nullptr);
}

TEST_CASE("json_tree: a scalar replaces any value and keeps its name") {
  json_node node = parse_tree(R"({"a":[1,2],"b":3})");
  node.children[0].set_scalar("null");
  CHECK(to_json(node) == R"({"a":null,"b":3})");
  CHECK(node.children[0].is_null());
  CHECK(node_count(node) == 3);
}
