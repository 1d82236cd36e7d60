// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/detail/text_map.hpp"

#include "assay/json/validator.hpp" // defines the functions of rules
#include "assay/schema/schema_of.hpp"
#include "assay/testing/json_tree.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>

using assay::schema_of_type;
using assay::testing::json_node;
using assay::testing::parse_tree;
using assay::testing::detail::text_map;
using assay::testing::detail::text_place;

namespace {

/// Returns the place of that pointer.
const text_place& mapped(const text_map& map, std::string_view path) {
  for (const text_place& p : map.places())
    if (map.long_path(p) == path) return p;
  FAIL("there is no " << path);
  return map.event();
}

std::string_view text_at(const text_map& map, std::string_view path) {
  const text_place& p = mapped(map, path);
  return std::string_view(map.text()).substr(p.begin, p.end - p.begin);
}

} // namespace

TEST_CASE("text_map: has the place of each value") {
  constexpr std::string_view text = R"({"a/b":[1,{"c":"x"}],"\u0064~":{}})";
  const json_node tree = parse_tree(text);
  const text_map map(tree, schema_of_type<assay_zoo::point>());
  CHECK(map.text() == text);
  CHECK(map.places().size() == 6);
  CHECK(text_at(map, "") == text);
  CHECK(text_at(map, "/a~1b") == R"([1,{"c":"x"}])");
  CHECK(text_at(map, "/a~1b/0") == "1");
  CHECK(text_at(map, "/a~1b/1/c") == R"("x")");
  CHECK(text_at(map, "/d~0") == "{}");
  const text_place& c = mapped(map, "/a~1b/1/c");
  CHECK(c.depth == 3);
  CHECK(text.substr(c.start, c.name_end() - c.start) == R"("c")");
  CHECK(map.path_of_element(mapped(map, "/a~1b"), 7) == "/a~1b/7");
  CHECK_FALSE(mapped(map, "/a~1b/0").is_member());
}

TEST_CASE("text_map: has the path at which a truncated text ends") {
  constexpr std::string_view text = R"({"a":[1,"x"],"b":{},"c":true})";
  const json_node tree = parse_tree(text);
  const text_map map(tree, schema_of_type<assay_zoo::point>());
  const auto at = [&](std::string_view before) { return map.path_at_cut(before.size()); };
  CHECK(at(R"({)") == "");
  CHECK(at(R"({"a)") == "");
  CHECK(at(R"({"a")") == "/a");
  CHECK(at(R"({"a":)") == "/a");
  CHECK(at(R"({"a":[)") == "/a/0");
  CHECK(at(R"({"a":[1)") == "/a/0");
  CHECK(at(R"({"a":[1,)") == "/a/1");
  CHECK(at(R"({"a":[1,"x)") == "/a/1");
  CHECK(at(R"({"a":[1,"x"])") == "/a");
  CHECK(at(R"({"a":[1,"x"],)") == "");
  CHECK(at(R"({"a":[1,"x"],"b":{)") == "/b");
  CHECK(at(R"({"a":[1,"x"],"b":{},"c":tr)") == "/c");
  CHECK(at(R"({"a":[1,"x"],"b":{},"c":true)") == "/c");
}

TEST_CASE("text_map: has the schema of each value") {
  constexpr std::string_view text =
      R"({"type":"parts","id":"i","seq":0,"payload":{"content":[{"text":"t","type":"text"}],)"
      R"("by_name":{"n":{"a/kind~":"text","text":"t"}}},"extra":{"e":[1]},"x":{"y":2},)"
      R"("present":{"limited":3}})";
  const json_node tree = parse_tree(text);
  const text_map map(tree, schema_of_type<assay_zoo::event>());
  CHECK(map.event().schema == &assay::schema_of<assay_zoo::event>());
  CHECK(mapped(map, "/type").has_schema_name);
  CHECK(mapped(map, "/payload").schema == &assay::schema_of<assay_zoo::parts>());
  CHECK(mapped(map, "/payload/content").is_choice);
  CHECK(mapped(map, "/payload/content/0").schema == &assay::schema_of<assay_zoo::text_part>());
  CHECK(mapped(map, "/payload/content/0/type").has_schema_name);
  CHECK_FALSE(mapped(map, "/payload/content/0/type").is_free);
  CHECK_FALSE(mapped(map, "/payload/content/0").is_loose);
  CHECK(mapped(map, "/payload/by_name/n/text").is_loose); // kept as raw JSON if it does not match
  CHECK(mapped(map, "/extra/e/0").is_free);
  CHECK(mapped(map, "/x").is_free);
  CHECK_FALSE(mapped(map, "/x").has_schema_name);
  CHECK(mapped(map, "/id").is_ruled);
  CHECK(mapped(map, "/present/limited").is_ruled);
  CHECK_FALSE(mapped(map, "/extra").is_ruled);
  CHECK(mapped(map, "/seq").is_checked); // by a rule on the whole object
}

TEST_CASE("text_map: a payload of an unknown type is loose") {
  const json_node tree = parse_tree(R"({"type":"new","payload":{"a":1}})");
  const text_map map(tree, schema_of_type<assay_zoo::event>());
  CHECK(mapped(map, "/payload").is_loose);
  CHECK(mapped(map, "/payload/a").is_loose);
}
