// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/annotate.hpp"

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include "assay/schema/schema_of.hpp"

#include <string_view>

using namespace assay::testing;
using assay::type_kind;

namespace {

template <class T>
json_node annotated(std::string_view text) {
  json_node node = parse_tree(text);
  annotate(node, assay::schema_of_type<T>());
  return node;
}

} // namespace

TEST_CASE("annotate: values have their types and members, also with a tag beside them") {
  const json_node node = annotated<assay_zoo::step>(
      R"({"before":1,"kind":"node","payload":{"name":"x","steps":[{"kind":"text","payload":{"text":""}}]},"more":2})");
  CHECK(node.type->kind == type_kind::object);
  CHECK(node.find("before")->member->name == "before");
  CHECK(node.find("before")->type->kind == type_kind::integer);
  const json_node& payload = *node.find("payload");
  CHECK(payload.type->kind == type_kind::tagged);
  CHECK(payload.find("name")->type->kind == type_kind::string);
  const json_node& inner = *payload.find("steps")->children[0].find("payload");
  CHECK(inner.find("text")->member->name == "text");
  CHECK(node.find("more")->type == nullptr);
}

TEST_CASE("annotate: a union's tag inside selects the alternative, wherever it is") {
  const json_node node =
      annotated<assay_zoo::part>(R"({"parts":[{"text":"a","type":"text"},1],"type":"group"})");
  CHECK(node.type->kind == type_kind::tagged);
  CHECK(node.find("type")->type == nullptr);
  CHECK(node.find("parts")->children[0].find("text")->type->kind == type_kind::string);
  const json_node unknown = annotated<assay_zoo::part>(R"({"type":"other","parts":[]})");
  CHECK(unknown.find("parts")->type == nullptr);
}

TEST_CASE("annotate: a value that does not match has its expected type, and nothing inside of it "
          "has a type") {
  const json_node node = annotated<assay_zoo::closed>(R"({"a":{"b":1},"b":"x"})");
  CHECK(node.find("a")->type->kind == type_kind::integer);
  CHECK(node.find("a")->find("b")->type == nullptr);
  CHECK(annotated<assay_zoo::closed>("[1]").children[0].type == nullptr);
}
