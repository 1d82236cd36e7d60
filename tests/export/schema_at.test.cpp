// SPDX-License-Identifier: BSL-1.0
#include "assay/export/schema_at.hpp"

#include "assay/identity/timestamp.hpp"
#include "assay/json/members.hpp"
#include "assay/json/number.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "assay/schema/rules.hpp"
#include "export/level_schema_text.hpp"
#include "support/catch.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using assay::level;
using assay_test::level_schema_text;

namespace export_model {

// --- Presence -----------------------------------------------------------------------------------

struct order {
  std::string id{};
  int amount{};
  std::optional<int> count{};
  std::optional<int> present{};
  std::optional<std::string> needed{};
  assay::optional_or_null<bool> flag{};
  int tries = 3;
  std::optional<std::string> old{};
  std::optional<int> late{};
  std::optional<int> early{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(order, (),
                      (id, amount, count, present, needed, flag, tries, old, late, early,
                       additional))
consteval auto rules_of(const order*) {
  using namespace assay;
  return rules(field<&order::present>("", not_null()),
               field<&order::needed>("", required_from(level::strict)),
               field<&order::tries>("", defaulted()),
               field<&order::old>("", deprecated("use id", level::published)),
               field<&order::late>("", enforced_from(level::strict)),
               field<&order::early>("", enforced_from(level::reference)), forbidden("secret", "id"),
               closed_from(level::strict));
}

struct cart {
  std::optional<order> first{};
  std::vector<order> rest{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(cart, (), (first, rest, additional))

// --- Rules --------------------------------------------------------------------------------------

enum class color { red, green, blue };
BOOST_DESCRIBE_ENUM(color, red, green, blue)

struct ruled {
  std::optional<std::uint8_t> byte{};
  std::optional<std::int64_t> any_size{};
  std::optional<std::uint64_t> natural{};
  std::optional<int> tight{};
  std::optional<double> share{};
  std::optional<assay::number> exact{};
  std::optional<std::string> name{};
  std::optional<std::string> role{};
  std::optional<export_model::color> color{};
  std::optional<assay::timestamp> at{};
  std::optional<std::vector<std::string>> tags{};
  std::optional<std::array<bool, 2>> pair{};
  std::optional<std::map<std::string, double>> costs{};
  std::optional<std::variant<std::string, std::vector<int>>> either{};
  std::optional<assay::raw_json> raw{};
  std::optional<assay::raw_object> object{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(ruled, (),
                      (byte, any_size, natural, tight, share, exact, name, role, color, at, tags,
                       pair, costs, either, raw, object, additional))
constexpr bool agree(int a, int b) { return a == b; }
consteval auto rules_of(const ruled*) {
  using namespace assay;
  using r = ruled;
  return rules(
      all_enforced_from(level::reference),
      field<&r::tight>("", between(0, 10), maximum(5).from(level::published),
                       exclusive_maximum(5).from(level::strict)),
      field<&r::share>("", exclusive_minimum(0), multiple_of("0.5")),
      field<&r::exact>("", whole(), minimum("-1e400")),
      field<&r::name>("", min_length(2), max_length(9), min_characters(1), max_characters(4)),
      field<&r::role>("", one_of("user", "tool", "agent"),
                      one_of("tool", "user").from(level::strict)),
      field<&r::tags>("", min_count(1), max_count(3), unique_elements()),
      field<&r::costs>("", max_count(2)),
      check_members<&r::tight, &r::byte>(level::strict, agree, "the same"));
}

// --- Unions -------------------------------------------------------------------------------------

struct text_part {
  std::string text{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(text_part, (), (text, additional))
struct list_part;
using part = std::variant<text_part, list_part>;
struct list_part {
  std::vector<part> parts;
  std::unique_ptr<list_part> next{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(list_part, (), (parts, next, additional))
consteval auto rules_of(const part*) {
  return assay::alternatives("text", "list").tagged_by("kind");
}

using open_part = std::variant<text_part, assay::raw_object>;
consteval auto rules_of(const open_part*) { return assay::alternatives("text").tagged_by("kind"); }

struct deed {
  std::string what{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(deed, (), (what, additional))
using content = std::variant<text_part, deed, assay::untyped_payload>;
consteval auto rules_of(const content*) { return assay::alternatives("text", "deed"); }
struct step {
  export_model::content content{};
  std::optional<open_part> more{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(step, (), (content, more, additional))
consteval auto rules_of(const step*) {
  return assay::rules(assay::tag<&step::content>("type", "What it is."));
}

using strict_content = std::variant<text_part, deed>;
consteval auto rules_of(const strict_content*) { return assay::alternatives("text", "deed"); }
struct strict_step {
  strict_content content{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(strict_step, (), (content, additional))
consteval auto rules_of(const strict_step*) {
  return assay::rules(assay::tag<&strict_step::content>("type", "What it is."));
}

// --- Names --------------------------------------------------------------------------------------

struct http_call {
  int a{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(http_call, (), (a, additional))
struct call {
  int b{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(call, (), (b, additional))
consteval auto rules_of(const call*) {
  return assay::rules(assay::described_as("HTTP call", "Another one of that name."));
}
using any_call = std::variant<http_call, call>;
consteval auto rules_of(const any_call*) {
  return assay::alternatives("1st", "second one").tagged_by("kind");
}
struct calls {
  std::optional<http_call> first{};
  std::optional<call> second{};
  std::optional<any_call> either{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(calls, (), (first, second, either, additional))

template <class T>
std::vector<std::string> lines_at(level at) {
  const assay::level_schema schema = assay::schema_at<T>(at);
  return level_schema_text(schema).lines();
}

using lines = std::vector<std::string>;

TEST_CASE(
    "schema_at: which members may be missing or null, and which are enforced, at each level") {
  CHECK(lines_at<order>(level::reference) ==
        lines{"Order{id!:string, amount!:int32, count:any, present:any, needed:any, flag:any, "
              "tries:int32, old:any, late:any, early:int32|null, ...}"});
  CHECK(lines_at<order>(level::published) ==
        lines{"Order{id!:string, amount!:int32, count:int32|null, present:int32, "
              "needed:string|null, flag:boolean|null, tries:int32, old~:string|null, late:any, "
              "early:int32|null, secret:-, ...}"});
  CHECK(lines_at<order>(level::strict) ==
        lines{"Order{id!:string, amount!:int32, count:int32|null, present:int32, needed!:string, "
              "flag:boolean|null, tries:int32, old~:string|null, late:int32|null, "
              "early:int32|null, secret:-}"});
}

TEST_CASE("schema_at: a nested object has weaker requirements, and a separate definition") {
  CHECK(lines_at<cart>(level::reference) ==
        lines{"Cart{first:Order|other|null, rest!:[Order2], ...}",
              "Order{id:any, amount:any, count:any, present:any, needed:any, flag:any, tries:any, "
              "old:any, late:any, early:int32|null, ...}",
              "Order2{id!:string, amount!:int32, count:int32|null, present:int32, "
              "needed:string|null, flag:boolean|null, tries:int32, old:string|null, "
              "late:int32|null, early:int32|null, secret:-, ...}"});
  CHECK(lines_at<cart>(level::published) ==
        lines{"Cart{first:Order|null, rest!:[Order2], ...}",
              "Order{id:string|null, amount:int32|null, count:int32|null, present:int32, "
              "needed:string|null, flag:boolean|null, tries:int32, old~:string|null, late:any, "
              "early:int32|null, secret:-, ...}",
              "Order2{id!:string, amount!:int32, count:int32|null, present:int32, "
              "needed:string|null, flag:boolean|null, tries:int32, old~:string|null, "
              "late:int32|null, early:int32|null, secret:-, ...}"});
  CHECK(lines_at<cart>(level::strict) ==
        lines{"Cart{first:Order|null, rest!:[Order], ...}",
              "Order{id!:string, amount!:int32, count:int32|null, present:int32, needed!:string, "
              "flag:boolean|null, tries:int32, old~:string|null, late:int32|null, "
              "early:int32|null, secret:-}"});
}

TEST_CASE("schema_at: of several rules, the tightest one that applies at the level is exported") {
  CHECK(lines_at<ruled>(level::reference) ==
        lines{"Ruled{byte:integer>=0<=255|null, any_size:integer|null, natural:integer>=0|null, "
              "tight:integer>=0<=10|null, share:number>0*0.5|null, exact:number>=-1e400|null, "
              "name:string#2-9b#1-4c|null, role:string(user tool agent)|null, color:string(red "
              "green blue)|null, at:string:date-time|null, tags:[string unique]#1-3|null, "
              "pair:[boolean]#2-2|null, costs:{number}#0-2|null, either:string|[int32]|null, "
              "raw:any, object:object|null, ...}"});
  CHECK(lines_at<ruled>(level::published) ==
        lines{"Ruled{byte:integer>=0<=255|null, any_size:integer|null, natural:integer>=0|null, "
              "tight:integer>=0<=5|null, share:number>0*0.5|null, exact:number>=-1e400*1|null, "
              "name:string#2-9b#1-4c|null, role:string(user tool agent)|null, color:string(red "
              "green blue)|null, at:string:date-time|null, tags:[string unique]#1-3|null, "
              "pair:[boolean]#2-2|null, costs:{number}#0-2|null, either:string|[int32]|null, "
              "raw:any, object:object|null, ...}"});
  CHECK(lines_at<ruled>(level::strict) ==
        lines{"Ruled{byte:integer>=0<=255|null, any_size:integer|null, natural:integer>=0|null, "
              "tight:integer>=0<5|null, share:number>0*0.5|null, exact:number>=-1e400*1|null, "
              "name:string#2-9b#1-4c|null, role:string(user tool)|null, color:string(red green "
              "blue)|null, at:string:date-time|null, tags:[string unique]#1-3|null, "
              "pair:[boolean]#2-2|null, costs:{number}#0-2|null, either:string|[int32]|null, "
              "raw:any, object:object|null, ...} & members_disagree"});
}

TEST_CASE("schema_at: a union can be the outermost value, and contain itself") {
  const assay::level_schema schema = assay::schema_at<part>(level::strict);
  const level_schema_text text(schema);
  REQUIRE(schema.roots.size() == 1);
  CHECK(text.type(schema.root()) == "kind=>text:TextPart/list:ListPart");
  CHECK(text.lines() ==
        lines{"TextPart{kind!:string(text), text!:string, ...}",
              "ListPart{kind!:string(list), parts!:[kind=>text:TextPart/list:ListPart], "
              "next:ListPart2|null, ...}",
              "ListPart2{parts!:[kind=>text:TextPart/list:ListPart], next:ListPart2|null, ...}"});
}

TEST_CASE("schema_at: a union that keeps unknown alternatives requires nothing of them") {
  CHECK(
      lines_at<step>(level::reference) ==
      lines{
          "Step{type!:string(text deed), content!:object, more:kind=>text:TextPart/...|other|null, "
          "...} type=text: content TextPart2|other|null else type=deed: content Deed|other|null",
          "TextPart{kind!:string(text), text:any, ...}", "TextPart2{text:any, ...}",
          "Deed{what:any, ...}"});
  CHECK(lines_at<step>(level::strict) ==
        lines{"Step{type!:string(text deed), content!:object, more:kind=>text:TextPart/...|null, "
              "...} type=text: content TextPart2 else type=deed: content Deed",
              "TextPart{kind!:string(text), text!:string, ...}", "TextPart2{text!:string, ...}",
              "Deed{what!:string, ...}"});
}

TEST_CASE("schema_at: a union with its tag beside it has a case for each value of the tag") {
  CHECK(lines_at<strict_step>(level::reference) ==
        lines{"StrictStep{type!:string(text deed), content!:object, ...} type=text: content "
              "TextPart else type=deed: content Deed",
              "TextPart{text!:string, ...}", "Deed{what!:string, ...}"});
  CHECK(lines_at<strict_step>(level::published) ==
        lines{"StrictStep{type!:string(text deed), content!:object, ...} type=text: content "
              "TextPart else type=deed: content Deed",
              "TextPart{text!:string, ...}", "Deed{what!:string, ...}"});
}

TEST_CASE("schema_at: definitions with one name are distinguished by their tags, or by numbers") {
  CHECK(lines_at<calls>(level::published) ==
        lines{"Calls{first:HttpCall|null, second:HttpCall2|null, "
              "either:kind=>1st:HttpCall1St/second one:HttpCallSecondOne|null, ...}",
              "HttpCall{a:int32|null, ...}", "HttpCall2{b:int32|null, ...}",
              "HttpCall1St{kind!:string(1st), a:int32|null, ...}",
              "HttpCallSecondOne{kind!:string(second one), b:int32|null, ...}"});
}

TEST_CASE("schema_at: several types share common definitions") {
  const assay::type_schema* const types[] = {&assay::schema_of_type<part>(),
                                             &assay::schema_of_type<list_part>(),
                                             &assay::schema_of_type<text_part>()};
  const assay::level_schema schema = assay::schema_at(types, level::strict);
  const level_schema_text text(schema);
  REQUIRE(schema.roots.size() == 3);
  CHECK(text.type(schema.roots[0]) == "kind=>text:TextPart/list:ListPart");
  CHECK(text.type(schema.roots[1]) == "ListPart2");
  CHECK(text.type(schema.roots[2]) == "TextPart2");
  CHECK(text.lines() ==
        lines{"TextPart{kind!:string(text), text!:string, ...}",
              "ListPart{kind!:string(list), parts!:[kind=>text:TextPart/list:ListPart], "
              "next:ListPart2|null, ...}",
              "ListPart2{parts!:[kind=>text:TextPart/list:ListPart], next:ListPart2|null, ...}",
              "TextPart2{text!:string, ...}"});
}

TEST_CASE("schema_at: equal input gives equal schemas") {
  const assay::level_schema a = assay::schema_at<cart>(), b = assay::schema_at<cart>();
  CHECK(a.definitions == b.definitions);
  CHECK(a.roots == b.roots);
  CHECK(a.at == level::published);
  CHECK(a[a.root()].find("rest")->value.kind == assay::type_kind::array);
  CHECK(a[a.root()].find("nothing") == nullptr);
}

} // namespace export_model

namespace export_model {

struct sealed {
  std::optional<int> a{};
};
BOOST_DESCRIBE_STRUCT(sealed, (), (a))
consteval auto rules_of(const sealed*) {
  return assay::rules(assay::closed_from(level::reference));
}

struct loosely {
  std::optional<std::variant<int, std::vector<sealed>>> list{};
  std::optional<std::variant<sealed, std::vector<sealed>>> both{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(loosely, (), (list, both, additional))

} // namespace export_model

TEST_CASE("schema_at: a union that is not enforced requires what its only alternative with "
          "requirements at every level requires") {
  const assay::level_schema schema = assay::schema_at<export_model::loosely>(level::reference);
  const assay::level_value& list = schema[schema.root()].find("list")->value;
  CHECK(list.kind == assay::type_kind::array);
  CHECK(list.other_kinds);
  CHECK(list.nullable);
  CHECK(schema[list.inside[0]].closed);
  // If two alternatives have requirements, the schema states none.
  CHECK(schema[schema.root()].find("both")->value.kind == assay::type_kind::any);
}
