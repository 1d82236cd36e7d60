// SPDX-License-Identifier: BSL-1.0
#include "assay/export/schema_diff.hpp"

#include "assay/export/json_schema.hpp"
#include "assay/export/pretty_json.hpp"
#include "assay/export/schema_change_text.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::schema_change;
using assay::unnamed_members;
using change_lines = std::vector<std::string>;

boost::json::value parsed_schema(std::string_view text) {
  return boost::json::parse(std::string(text));
}

/// Returns each change as "CODE PLACE WRITERS READERS", with + for compatible.
change_lines diff_of(std::string_view was, std::string_view is,
                     unnamed_members unnamed = unnamed_members::not_sent) {
  change_lines out;
  for (const schema_change& c :
       assay::compare_schemas(parsed_schema(was), parsed_schema(is), unnamed))
    out.push_back(std::string(name_of(c.kind)) + ' ' + assay::place_of(c) +
                  (c.compatible_for.writers ? " +" : " -") +
                  (c.compatible_for.readers ? '+' : '-'));
  return out;
}

/// The differences of two schemas in both directions.
struct both_directions {
  change_lines there, back;
};
void check_both_ways(std::string_view was, std::string_view is, const both_directions& wanted) {
  INFO(was << "\n" << is);
  CHECK(diff_of(was, is) == wanted.there);
  CHECK(diff_of(is, was) == wanted.back);
  CHECK(diff_of(was, was) == change_lines{});
  CHECK(diff_of(is, is) == change_lines{});
}

std::string object_text(std::string_view members, std::string_view more = {}) {
  return R"({"type":"object","properties":{)" + std::string(members) + "}" + std::string(more) +
         "}";
}

/// Returns an event whose payload depends on its type: llm_call, and tool_call or another one.
std::string event_text(std::string_view types, std::string_view second,
                       std::string_view members = R"("model":{"type":"string"})") {
  return R"({"type":"object","properties":{"type":{"enum":[)" + std::string(types) +
         R"(]},"payload":{"type":"object"}},"required":["type"],"allOf":[
    {"if":{"properties":{"type":{"const":"llm_call"}},"required":["type"]},
     "then":{"properties":{"payload":{"$ref":"#/$defs/LlmCall"}}}},
    {"if":{"properties":{"type":{"const":")" +
         std::string(second) + R"("}},"required":["type"]},
     "then":{"properties":{"payload":{"$ref":"#/$defs/ToolCall"}}}}],
    "$defs":{"LlmCall":{"type":"object","properties":{)" +
         std::string(members) +
         R"(}},"ToolCall":{"type":"object","properties":{"name":{"type":"string"}}}}})";
}

} // namespace

TEST_CASE("each kind of change has a row, in the order of the enumerators") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < assay::schema_change_rows().size(); ++i) {
    const assay::schema_change_row& row = assay::schema_change_rows()[i];
    CHECK(static_cast<std::size_t>(row.kind) == i);
    CHECK(names.insert(row.name).second);
    // Only kinds that may break somebody have a reason.
    CHECK(row.writers_why.empty() == (row.writers == assay::schema_verdict::yes));
    CHECK(row.readers_why.empty() == (row.readers == assay::schema_verdict::yes));
  }
  CHECK(assay::schema_change_rows().back().kind == assay::schema_change_kind::cannot_compare);
}

TEST_CASE("optional members can be added and removed if unknown members are accepted") {
  check_both_ways(object_text(R"("a":{})"), object_text(R"("a":{},"b":{"type":"string"})"),
                  {{"member_added /b ++"}, {"member_removed /b ++"}});
}

TEST_CASE("a new member breaks writers that send unknown members") {
  const std::string was = object_text(R"("a":{})"),
                    is = object_text(R"("a":{},"b":{"type":"string"})");
  CHECK(diff_of(was, is, unnamed_members::sent) == change_lines{"member_added /b -+"});
  CHECK(diff_of(is, was, unnamed_members::sent) == change_lines{"member_removed /b +-"});
  // A member of any type breaks nobody.
  CHECK(diff_of(was, object_text(R"("a":{},"b":{})"), unnamed_members::sent) ==
        change_lines{"member_added /b ++"});
}

TEST_CASE("the first named member of a free-form object breaks writers") {
  check_both_ways(R"({"type":"object"})", object_text(R"("b":{"type":"string"})"),
                  {{"member_added /b -+"}, {"member_removed /b +-"}});
}

TEST_CASE("a member that another schema of the same value names may be sent") {
  check_both_ways(
      R"({"properties":{"a":{}},"anyOf":[{"properties":{"b":{}}},{"type":"null"}]})",
      R"({"properties":{"a":{},"b":{"type":"string"}},"anyOf":[{"properties":{"b":{}}},{"type":"null"}]})",
      {{"member_added /b -+"}, {"member_removed /b +-"}});
}

TEST_CASE("a member may be sent if a schema that is not understood may describe it") {
  const auto with = [](std::string_view members) {
    return R"({"properties":{)" + std::string(members) +
           R"(},"anyOf":[{"patternProperties":{"^b":{}}}]})";
  };
  const std::string was = with(R"("a":{})"), is = with(R"("a":{},"b":{"type":"string"})");
  CHECK(diff_of(was, is) == change_lines{"member_added /b -+"});
}

TEST_CASE("a new member breaks readers that reject unknown members") {
  constexpr std::string_view closed = R"(,"additionalProperties":false)";
  check_both_ways(object_text(R"("a":{})", closed), object_text(R"("a":{},"b":{})", closed),
                  {{"member_added /b +-"}, {"member_removed /b -+"}});
}

TEST_CASE("a member that had a schema for any name is compared with that schema") {
  constexpr std::string_view strings = R"(,"additionalProperties":{"type":"string"})";
  check_both_ways(object_text(R"("a":{})", strings),
                  object_text(R"("a":{},"b":{"type":["string","null"]})", strings),
                  {{"member_added /b ++", "null_accepted /b +-"},
                   {"member_removed /b ++", "null_refused /b -+"}});
}

TEST_CASE("a new required member breaks writers") {
  check_both_ways(object_text(R"("a":{})"), object_text(R"("a":{},"b":{})", R"(,"required":["b"])"),
                  {{"required_member_added /b -+"}, {"member_removed /b +-"}});
  constexpr std::string_view closed = R"(,"additionalProperties":false)";
  check_both_ways(
      object_text(R"("a":{})", closed),
      object_text(R"("a":{},"b":{})", R"(,"required":["b"],"additionalProperties":false)"),
      {{"required_member_added /b --"}, {"member_removed /b --"}});
}

TEST_CASE("members become required, optional, forbidden and allowed") {
  check_both_ways(object_text(R"("a":{})"), object_text(R"("a":{})", R"(,"required":["a"])"),
                  {{"member_required /a -+"}, {"member_optional /a +-"}});
  check_both_ways(object_text(R"("a":{})"), object_text(R"("a":false)"),
                  {{"member_forbidden /a -+"}, {"member_allowed /a +-"}});
  check_both_ways(object_text(R"("b":{})"), object_text(R"("b":{},"a":false)"),
                  {{"member_forbidden /a ++"}, {"member_allowed /a ++"}});
}

TEST_CASE("integers written as numbers are more than integers") {
  check_both_ways(R"({"type":"integer"})", R"({"type":"integer","x-assay-any-spelling":true})",
                  {{"spellings_accepted (object) +-"}, {"spellings_refused (object) -+"}});
  check_both_ways(R"({"type":"integer","x-assay-any-spelling":true})", R"({"type":"number"})",
                  {{"type_widened (object) +-"}, {"type_narrowed (object) -+"}});
  check_both_ways(R"({"type":"string"})", R"({"type":"string","x-assay-any-spelling":true})",
                  {{}, {}});
  check_both_ways("{}", R"({"x-assay-any-spelling":true})", {{}, {}});
}

TEST_CASE("a check is reported in its words, and a format as one rule") {
  const auto sentences = [](std::string_view was, std::string_view is) {
    change_lines out;
    for (const schema_change& c : assay::compare_schemas(parsed_schema(was), parsed_schema(is)))
      out.push_back(to_string(c));
    return out;
  };
  const std::string long_words(100, 'w');
  CHECK(
      sentences(R"({"type":"object"})",
                R"({"type":"object","x-assay-checks":[{"code":"a","expected":")" + long_words +
                    R"("},{"code":"b","members":["x"]},{"code":"c"}]})") ==
      change_lines{
          "(object): has a new rule (x-assay-checks: " + long_words +
              "): old writers may break it [rule_added]",
          R"((object): has a new rule (x-assay-checks: b of ["x"]): old writers may break it [rule_added])",
          "(object): has a new rule (x-assay-checks: c): old writers may break it "
          "[rule_added]"});
  const std::string
      text = R"({"type":"string"})",
      time =
          R"({"type":"string","pattern":"^[0-9]","format":"date-time","x-assay-format":"date-time"})",
      ulid = R"({"type":"string","pattern":"^[0-7]","x-assay-format":"ulid"})";
  CHECK(sentences(text, time) ==
        change_lines{R"((object): has a new rule (format: "date-time" and a pattern): )"
                     "old writers may break it [rule_added]"});
  CHECK(sentences(ulid, text) ==
        change_lines{R"((object): lost a rule (x-assay-format: "ulid" and a pattern): )"
                     "old readers rely on it [rule_removed]"});
  CHECK(sentences(time, R"({"type":"string","pattern":"^[0-9]"})") ==
        change_lines{R"((object): lost a rule (format: "date-time"): )"
                     "old readers rely on it [rule_removed]"});
}

TEST_CASE("a bound is reported with its keyword") {
  const auto sentence = [](std::string_view was, std::string_view is) {
    const auto changes = assay::compare_schemas(parsed_schema(was), parsed_schema(is));
    REQUIRE(changes.size() == 1);
    return to_string(changes.front());
  };
  CHECK(sentence(R"({"minimum":0})", R"({"exclusiveMinimum":0})") ==
        "(object): has a tighter bound (minimum: 0, now exclusiveMinimum 0): old writers may send "
        "values beyond the new one [bound_tightened]");
  const auto changes = assay::compare_schemas(parsed_schema(R"({"exclusiveMaximum":0})"),
                                              parsed_schema(R"({"maximum":1})"));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].keyword == "exclusiveMaximum");
  CHECK(changes[0].is == "maximum 1");
  CHECK(changes[0].old_place == "/exclusiveMaximum");
  CHECK(changes[0].new_place == "/maximum");
}

TEST_CASE("each of many members is reported, required, optional or only required") {
  check_both_ways(object_text(R"("a":{},"b":{})"),
                  object_text(R"("a":{},"b":{})", R"(,"required":["a","b"])"),
                  {{"member_required /a -+", "member_required /b -+"},
                   {"member_optional /a +-", "member_optional /b +-"}});
  check_both_ways(R"({"type":"object"})", R"({"type":"object","required":["a","b"]})",
                  {{"member_required /a -+", "member_required /b -+"},
                   {"member_optional /a +-", "member_optional /b +-"}});
}

TEST_CASE("each of several long values with the same beginning is reported") {
  const std::string same(100, 'x'), a = '"' + same + "a\"", b = '"' + same + "b\"";
  check_both_ways(R"({"enum":["c"]})", R"({"enum":["c",)" + a + ',' + b + "]}",
                  {{"choice_added (object) +-", "choice_added (object) +-"},
                   {"choice_removed (object) -+", "choice_removed (object) -+"}});
  const auto checks = [](const std::string& codes) {
    return R"({"type":"object","x-assay-checks":[)" + codes + "]}";
  };
  check_both_ways(checks(""), checks(R"({"code":)" + a + R"(},{"code":)" + b + "}"),
                  {{"rule_added (object) -+", "rule_added (object) -+"},
                   {"rule_removed (object) +-", "rule_removed (object) +-"}});
}

TEST_CASE("objects become open and closed") {
  check_both_ways(
      object_text(R"("a":{})"), object_text(R"("a":{})", R"(,"additionalProperties":false)"),
      {{"unknown_members_refused (object) -+"}, {"unknown_members_accepted (object) +-"}});
  check_both_ways(object_text("", R"(,"additionalProperties":{"type":"integer"})"),
                  object_text("", R"(,"additionalProperties":{"type":"number"})"),
                  {{"type_widened /* +-"}, {"type_narrowed /* -+"}});
}

TEST_CASE("null is a separate change, however it is written") {
  check_both_ways(R"({"type":"string"})", R"({"type":["string","null"]})",
                  {{"null_accepted (object) +-"}, {"null_refused (object) -+"}});
  check_both_ways(R"({"enum":["a"]})", R"({"enum":["a",null]})",
                  {{"null_accepted (object) +-"}, {"null_refused (object) -+"}});
  constexpr std::string_view defs =
      R"(,"$defs":{"A":{"type":"object","properties":{"x":{"type":"string"}}}})";
  const auto with = [&](std::string_view member) { return object_text(member, defs); };
  check_both_ways(with(R"("a":{"$ref":"#/$defs/A"})"),
                  with(R"("a":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]})"),
                  {{"null_accepted /a +-"}, {"null_refused /a -+"}});
  check_both_ways(R"({"type":"object","properties":{"a":{"not":{"type":"null"}}}})",
                  R"({"type":"object","properties":{"a":{}}})",
                  {{"type_widened /a +-"}, {"type_narrowed /a -+"}});
}

TEST_CASE("both spellings of a nullable value are the same") {
  const auto same = [](std::string_view members, std::string_view more = {}) {
    const std::string with = std::string(members) + (members.empty() ? "" : ",");
    const std::string typed = '{' + with + R"("type":["string","null"])" + std::string(more) + '}',
                      one = '{' + with + R"("type":"string")" + std::string(more) + '}';
    check_both_ways(typed, R"({"anyOf":[)" + one + R"(,{"type":"null"}]})", {{}, {}});
    check_both_ways(typed, R"({"oneOf":[{"type":"null"},)" + one + "]}", {{}, {}});
    check_both_ways(typed,
                    R"({"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}],"$defs":{"A":)" + one + "}}",
                    {{}, {}});
  };
  same("");
  same(R"("minLength":1,"pattern":"^a","format":"uri")");
  check_both_ways(R"({"type":["array","null"],"items":{"type":"integer"}})",
                  R"({"anyOf":[{"type":"array","items":{"type":"number"}},{"type":"null"}]})",
                  {{"type_widened /* +-"}, {"type_narrowed /* -+"}});
  // A new format of a member is reported as a rule, not as an alternative.
  check_both_ways(
      R"({"type":["string","null"]})",
      R"({"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}],"$defs":{"A":{"type":"string","maxLength":3}}})",
      {{"bound_tightened (object) -+"}, {"bound_loosened (object) +-"}});
  // A schema that also applies to null remains an alternative.
  check_both_ways(R"({"anyOf":[{"type":"string"},{"type":"null"}]})",
                  R"({"anyOf":[{"type":"string","not":{"const":null}},{"type":"null"}]})",
                  {{"rule_added (object) -+"}, {"rule_removed (object) +-"}});
}

TEST_CASE("an object is recognized whether or not other types are accepted in its place") {
  constexpr std::string_view defs =
      R"(,"$defs":{"A":{"type":"object","properties":{"x":{"type":"string"}}}})";
  check_both_ways(object_text(R"("a":{"if":{"type":"object"},"then":{"$ref":"#/$defs/A"}})", defs),
                  object_text(R"("a":{"$ref":"#/$defs/A"})", defs),
                  {{"null_refused /a -+", "type_narrowed /a -+"},
                   {"null_accepted /a +-", "type_widened /a +-"}});
}

TEST_CASE("types widen, narrow and change") {
  check_both_ways(R"({"type":"integer"})", R"({"type":"number"})",
                  {{"type_widened (object) +-"}, {"type_narrowed (object) -+"}});
  check_both_ways(R"({"type":"integer"})", R"({"type":"string"})",
                  {{"type_changed (object) --"}, {"type_changed (object) --"}});
  check_both_ways("{}", R"({"type":"string"})",
                  {{"type_narrowed (object) -+"}, {"type_widened (object) +-"}});
  check_both_ways("true", "false", {{"type_narrowed (object) -+"}, {"type_widened (object) +-"}});
  check_both_ways(R"({"type":"array","items":{"type":"integer"}})",
                  R"({"type":"array","items":{"type":"number"}})",
                  {{"type_widened /* +-"}, {"type_narrowed /* -+"}});
}

TEST_CASE("choices are compared one by one") {
  check_both_ways(R"({"enum":["a","b"]})", R"({"enum":["b","c"]})",
                  {{"choice_removed (object) -+", "choice_added (object) +-"},
                   {"choice_removed (object) -+", "choice_added (object) +-"}});
  check_both_ways(R"({"type":"string"})", R"({"enum":["a"]})",
                  {{"choices_limited (object) -+"}, {"choices_lifted (object) +-"}});
  check_both_ways(R"({"const":1})", R"({"enum":[1.0,2]})",
                  {{"choice_added (object) +-"}, {"choice_removed (object) -+"}});
  check_both_ways(R"({"const":"a","type":"string"})", R"({"enum":["a"]})", {{}, {}});
  check_both_ways(R"({"enum":[18446744073709551615]})", R"({"enum":[18446744073709551614]})",
                  {{"choice_removed (object) -+", "choice_added (object) +-"},
                   {"choice_removed (object) -+", "choice_added (object) +-"}});
}

TEST_CASE("bounds loosen and tighten") {
  const auto tighter = [](std::string_view loose, std::string_view tight) {
    check_both_ways(loose, tight,
                    {{"bound_tightened (object) -+"}, {"bound_loosened (object) +-"}});
  };
  tighter(R"({"type":"integer","minimum":0})", R"({"type":"integer","minimum":1})");
  tighter(R"({"type":"integer"})", R"({"type":"integer","maximum":1})");
  tighter(R"({"type":"number","minimum":0})", R"({"type":"number","exclusiveMinimum":0})");
  tighter(R"({"type":"number","exclusiveMaximum":2})", R"({"type":"number","maximum":1.5})");
  tighter(R"({"type":"number","maximum":9007199254740993})",
          R"({"type":"number","maximum":9007199254740992.0})");
  tighter(R"({"type":"string"})", R"({"type":"string","minLength":1})");
  tighter(R"({"type":"string","maxLength":9})", R"({"type":"string","maxLength":8})");
  tighter(R"({"type":"string"})", R"({"type":"string","x-assay-max-bytes":8})");
  tighter(R"({"type":"array"})", R"({"type":"array","maxItems":2})");
  tighter(R"({"type":"object"})", R"({"type":"object","minProperties":1})");
  check_both_ways(R"({"type":"string","minLength":0})", R"({"type":"string"})", {{}, {}});
  check_both_ways(R"({"type":"string","minimum":0})", R"({"type":"string"})", {{}, {}});
  check_both_ways(R"({"type":"integer","minimum":0})",
                  R"({"type":"integer","exclusiveMinimum":-1})", {{}, {}});
  check_both_ways(R"({"type":"integer","maximum":0.5})",
                  R"({"type":"integer","exclusiveMaximum":1})", {{}, {}});
  check_both_ways(R"({"type":["integer","null"],"exclusiveMinimum":9223372036854775807})",
                  R"({"type":["integer","null"],"minimum":9223372036854775808})", {{}, {}});
  tighter(R"({"type":"integer","minimum":0})", R"({"type":"integer","exclusiveMinimum":0})");
  tighter(R"({"type":"number","exclusiveMinimum":-1})", R"({"type":"number","minimum":0})");
  check_both_ways(R"({"type":"number","minimum":1,"exclusiveMinimum":1})",
                  R"({"type":"number","exclusiveMinimum":1})", {{}, {}});
}

TEST_CASE("rules are added, removed and changed") {
  const auto rule = [](std::string_view one, std::string_view other) {
    const auto with = [](std::string_view r) {
      return R"({"title":"x")" + (r.empty() ? "" : ',' + std::string(r)) + "}";
    };
    check_both_ways(R"({"type":["string","number","array","object"]})",
                    R"({"type":["string","number","array","object"],)" + std::string(one) + '}',
                    {{"rule_added (object) -+"}, {"rule_removed (object) +-"}});
    if (other.empty()) return;
    check_both_ways(with(one), with(other),
                    {{"rule_changed (object) --"}, {"rule_changed (object) --"}});
  };
  rule(R"("pattern":"^a")", R"("pattern":"^b")");
  rule(R"("format":"uuid")", R"("format":"uri")");
  rule(R"("multipleOf":2)", R"("multipleOf":3)");
  check_both_ways(R"({"multipleOf":4})", R"({"multipleOf":2.0})",
                  {{"rule_changed (object) +-"}, {"rule_changed (object) -+"}});
  rule(R"("uniqueItems":true)", "");
  rule(R"("not":{"const":1})", R"("not":{"const":2})");
  rule(R"("propertyNames":{"maxLength":3})", R"("propertyNames":{"maxLength":4})");
  rule(R"("dependentRequired":{"a":["b"]})", R"("dependentRequired":{"a":["c"]})");
  rule(R"("x-assay-format":"ulid")", R"("x-assay-format":"uuid")");
  rule(R"("x-assay-checks":[{"code":"a","members":["x"]}])", "");
  check_both_ways(R"({"type":"array","uniqueItems":false})", R"({"type":"array"})", {{}, {}});
  // Two checks may have the same code.
  check_both_ways(R"({"type":"object","x-assay-checks":[{"code":"c"}]})",
                  R"({"type":"object","x-assay-checks":[{"code":"c"},{"code":"c"}]})",
                  {{"rule_added (object) -+"}, {"rule_removed (object) +-"}});
  // The words of a check are only descriptive.
  check_both_ways(R"({"x-assay-checks":[{"code":"a","members":["x"],"expected":"this"}]})",
                  R"({"x-assay-checks":[{"code":"a","members":["x"],"expected":"that"}]})",
                  {{}, {}});
}

TEST_CASE("old readers do not know a new type of events") {
  check_both_ways(event_text(R"("llm_call")", "tool_call"),
                  event_text(R"("llm_call","tool_call")", "tool_call"),
                  {{"choice_added /type +-"}, {"choice_removed /type -+"}});
  // Its case can break nobody, because no such events were sent before.
  check_both_ways(
      R"({"type":"object","properties":{"type":{"enum":["a"]}},"required":["type"]})",
      R"({"type":"object","properties":{"type":{"enum":["a","b"]}},"required":["type"],"allOf":[
            {"if":{"properties":{"type":{"const":"b"}}},"then":{"required":["x"]}}]})",
      {{"choice_added /type +-"}, {"choice_removed /type -+"}});
}

TEST_CASE("a type that was unknown before breaks writers that sent it anyway") {
  const auto open = [](std::string_view second) {
    return R"({"type":"object","properties":{"type":{"type":"string"}},"required":["type"],"allOf":[
      {"if":{"properties":{"type":{"const":"a"}}},"then":{"required":["x"]}})" +
           std::string(second) + "]}";
  };
  const std::string
      was = open(""),
      is = open(R"(,{"if":{"properties":{"type":{"const":"b"}}},"then":{"required":["y"]}})");
  CHECK(diff_of(was, is) == change_lines{"alternative_added (object) ++"});
  CHECK(diff_of(is, was) == change_lines{"alternative_removed (object) ++"});
  CHECK(diff_of(was, is, unnamed_members::sent) == change_lines{"alternative_added (object) -+"});
  CHECK(diff_of(is, was, unnamed_members::sent) == change_lines{"alternative_removed (object) +-"});
}

TEST_CASE("changes are reported with the event's type and the definition's name") {
  constexpr std::string_view types = R"("llm_call","tool_call")";
  const auto changes = assay::compare_schemas(
      parsed_schema(event_text(types, "tool_call")),
      parsed_schema(event_text(types, "tool_call",
                               R"("model":{"type":"integer"},"name":{"type":"integer"})")));
  REQUIRE(changes.size() == 2);
  CHECK(changes[0] == schema_change{.kind = assay::schema_change_kind::type_changed,
                                    .compatible_for = {false, false},
                                    .path = "/payload/model",
                                    .when = R"(type "llm_call")",
                                    .object = "LlmCall",
                                    .keyword = "type",
                                    .was = "string",
                                    .is = "integer",
                                    .old_place = "/$defs/LlmCall/properties/model/type",
                                    .new_place = "/$defs/LlmCall/properties/model/type"});
  // Tool calls already have this member, which does not matter for LLM calls.
  CHECK(to_string(changes[1]) == R"(/payload/name (type "llm_call"): is a new optional member )"
                                 "(unknown, now integer): compatible for writers and readers "
                                 "[member_added]");
}

TEST_CASE("alternatives are identified by their tags, their definitions or their types") {
  const auto shape = [](std::string_view kind, std::string_view member) {
    return R"({"type":"object","properties":{"kind":{"const":")" + std::string(kind) +
           R"("},"a":)" + std::string(member) + R"(},"required":["kind"]})";
  };
  const auto one_of = [](const std::string& a, const std::string& b) {
    return R"({"oneOf":[)" + a + (b.empty() ? "" : ',' + b) + "]}";
  };
  const std::string circle = shape("circle", "{}"), square = shape("square", "{}");
  check_both_ways(one_of(circle, square), one_of(square, circle), {{}, {}});
  check_both_ways(one_of(circle, ""), one_of(circle, square),
                  {{"alternative_added (object) +-"}, {"alternative_removed (object) -+"}});
  check_both_ways(
      one_of(circle, square), one_of(shape("circle", R"({"type":"string"})"), square),
      {{R"(type_narrowed /a (kind "circle") -+)"}, {R"(type_widened /a (kind "circle") +-)"}});
  check_both_ways(R"({"anyOf":[{"type":"string"},{"type":"array","items":{"type":"integer"}}]})",
                  R"({"anyOf":[{"type":"array","items":{"type":"number"}},{"type":"string"}]})",
                  {{"type_widened /* (as array) +-"}, {"type_narrowed /* (as array) -+"}});
  check_both_ways(R"({"type":"string"})",
                  R"({"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]})",
                  {{"alternative_added (object) +-"}, {"alternative_removed (object) -+"}});
  // Only the name differs.
  check_both_ways(
      R"({"anyOf":[{"$ref":"#/$defs/A"},{"type":"string"}],"$defs":{"A":{"type":"array"}}})",
      R"({"anyOf":[{"$ref":"#/$defs/B"},{"type":"string"}],"$defs":{"B":{"type":"array"}}})",
      {{}, {}});
}

TEST_CASE("alternatives that may accept the same value are compared as a whole") {
  check_both_ways(R"({"oneOf":[{"minimum":1},{"maximum":3}]})",
                  R"({"oneOf":[{"minimum":1},{"maximum":4}]})",
                  {{"cannot_compare (object) --"}, {"cannot_compare (object) --"}});
  check_both_ways(
      R"({"oneOf":[{"$ref":"#/$defs/A"},{"maximum":3}],"$defs":{"A":{"type":"string"}}})",
      R"({"oneOf":[{"$ref":"#/$defs/A"},{"maximum":3}],"$defs":{"A":{"type":"object"}}})",
      {{"cannot_compare (object) --"}, {"cannot_compare (object) --"}});
}

TEST_CASE("descriptions, defaults and deprecation") {
  check_both_ways(
      R"({"title":"A","description":"x"})", R"({"title":"B","examples":[1]})",
      {{"text_changed (object) ++", "text_changed (object) ++", "text_changed (object) ++"},
       {"text_changed (object) ++", "text_changed (object) ++", "text_changed (object) ++"}});
  check_both_ways(R"({"default":1})", R"({"default":2})",
                  {{"default_changed (object) --"}, {"default_changed (object) --"}});
  check_both_ways("{}", R"({"default":2})",
                  {{"default_changed (object) ++"}, {"default_changed (object) ++"}});
  check_both_ways(R"({"type":"string"})", R"({"type":"string","default":"a"})",
                  {{"default_changed (object) ++"}, {"default_changed (object) ++"}});
  check_both_ways(R"({"type":"string"})", R"({"type":"string","deprecated":true})",
                  {{"deprecated (object) ++"}, {"undeprecated (object) ++"}});
}

TEST_CASE("schemas that are not understood cannot be compared, unless they are the same") {
  const both_directions no{{"cannot_compare (object) --"}, {"cannot_compare (object) --"}};
  check_both_ways(R"({"patternProperties":{"^a":{}}})", R"({"patternProperties":{"^b":{}}})", no);
  check_both_ways(R"({"prefixItems":[{}]})", R"({"prefixItems":[true]})", no);
  check_both_ways(R"({"unevaluatedProperties":false,"required":["a"]})",
                  R"({"unevaluatedProperties":false})", no);
  check_both_ways(R"({"minimum":1})", R"({"minimum":"1"})", no);
  check_both_ways(R"({"$ref":"other.json"})", R"({"$ref":"another.json"})", no);
  check_both_ways(R"({"$ref":"#/$defs/A"})", R"({"type":"string"})", no);
  check_both_ways(R"({"$ref":"#"})", R"({"type":"string"})", no);
  check_both_ways(
      R"({"allOf":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"$ref":"#/$defs/B"},"B":{"$ref":"#/$defs/A"}}})",
      R"({"type":"string"})", no);
  check_both_ways(R"({"type":"string","speed":1})", R"({"type":"string","speed":2})", no);
  check_both_ways(R"({"type":"string","x-assay-new":1})", R"({"type":"string","x-assay-new":2})",
                  no);
  check_both_ways(R"({"type":"string","readOnly":true})", R"({"type":"string"})", no);
  check_both_ways("1", "2", no);
  check_both_ways(R"({"$schema":"http://json-schema.org/draft-04/schema#"})",
                  R"({"$schema":"http://json-schema.org/draft-04/schema#","minimum":1})", no);
  check_both_ways(R"({"$schema":"http://json-schema.org/draft-07/schema#"})", "{}", no);
  // A reference to something that changed is not the same.
  check_both_ways(R"({"prefixItems":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"type":"string"}}})",
                  R"({"prefixItems":[{"$ref":"#/$defs/A"}],"$defs":{"A":{"type":"object"}}})", no);
  check_both_ways(
      R"({"dependentSchemas":{"title":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"string"}}})",
      R"({"dependentSchemas":{"title":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"object"}}})", no);
}

TEST_CASE("the siblings of an unchanged part that is not understood are compared") {
  const both_directions bound{{"bound_tightened /a -+"}, {"bound_loosened /a +-"}};
  const std::string was = R"("a":{"type":"integer"})", is = R"("a":{"type":"integer","minimum":1})";
  for (const std::string_view more :
       {R"(,"patternProperties":{"^x-":{"$ref":"#/$defs/X"}},"$defs":{"X":{"title":"any"}})",
        R"(,"dependentSchemas":{"a":{"required":["b"]}})", R"(,"contains":{},"minContains":2)",
        R"(,"$schema":"http://json-schema.org/draft-07/schema#")",
        R"(,"$schema":"https://json-schema.org/draft/2019-09/schema")"})
    check_both_ways(object_text(was, more), object_text(is, more), bound);
  // A member that matches a pattern may have been sent.
  constexpr std::string_view pattern = R"(,"patternProperties":{"^b":{"type":"integer"}})";
  check_both_ways(object_text(R"("a":{})", pattern),
                  object_text(R"("a":{},"b":{"type":"string"})", pattern),
                  {{"member_added /b -+"}, {"member_removed /b +-"}});
  check_both_ways(object_text(R"("a":{"properties":{"c":{}}})",
                              R"(,"patternProperties":{"^a":{"properties":{"d":{}}}})"),
                  object_text(R"("a":{"properties":{"c":{},"d":{"type":"string"}}})",
                              R"(,"patternProperties":{"^a":{"properties":{"d":{}}}})"),
                  {{"member_added /a/d -+"}, {"member_removed /a/d +-"}});
  check_both_ways("{}", R"({"patternProperties":{"^a":{}}})",
                  {{"rule_added (object) -+"}, {"rule_removed (object) +-"}});
}

TEST_CASE("a keyword that affects another one that is not understood is reported") {
  const auto sentence = [](std::string_view was, std::string_view is) {
    const auto changes = assay::compare_schemas(parsed_schema(was), parsed_schema(is));
    REQUIRE(changes.size() == 1);
    return to_string(changes.front());
  };
  constexpr std::string_view why =
      ": old writers may send values that are now rejected; old readers may receive values that "
      "they do not know [cannot_compare]";
  constexpr std::string_view closed =
      R"(,"patternProperties":{"^x-":{}},"additionalProperties":false)";
  CHECK(sentence(object_text(R"("a":{})", closed), object_text(R"("a":{},"b":{})", closed)) ==
        "(object): cannot be compared (the schema changed; not understood: the keywords "
        "patternProperties and "
        "additionalProperties)" +
            std::string(why));
  CHECK(sentence(R"({"$schema":"http://json-schema.org/draft-04/schema#"})",
                 R"({"$schema":"http://json-schema.org/draft-04/schema#","minimum":1})") ==
        "(object): cannot be compared ($schema: the schema changed; unknown draft: "
        "http://json-schema.org/draft-04/schema)" +
            std::string(why));
  CHECK(sentence(R"({"patternProperties":{"a":{}}})", R"({"patternProperties":{"b":{}}})") ==
        R"((object): cannot be compared (patternProperties: {"a":{}}, now {"b":{}}))" +
            std::string(why));
  // Draft 7 ignores keywords beside $ref.
  constexpr std::string_view draft_7 =
      R"(,"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"A":{}})";
  CHECK(sentence(object_text(R"("a":{"$ref":"#/definitions/A"})", draft_7),
                 object_text(R"("a":{"$ref":"#/definitions/A","minimum":1})", draft_7)) ==
        "/a: cannot be compared (the keyword $ref beside others, which this draft ignores)" +
            std::string(why));
}

TEST_CASE("arrays of arrays are compared down to the maximum depth of schemas") {
  const auto nested = [](std::size_t depth, boost::json::value innermost) {
    for (; depth != 0; --depth)
      innermost = boost::json::object{{"type", "array"}, {"items", std::move(innermost)}};
    return innermost;
  };
  constexpr std::size_t deepest = assay::detail::schema_document::max_depth - 1;
  const auto changes = assay::compare_schemas(nested(deepest, {{"type", "integer"}}),
                                              nested(deepest, {{"type", "number"}}));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].kind == assay::schema_change_kind::type_widened);
  const auto too_deep =
      assay::compare_schemas(nested(deepest + 1, {{"type", "integer"}}), nested(1, true));
  REQUIRE(too_deep.size() == 1);
  CHECK(too_deep[0].is == "a schema is nested too deeply");
}

TEST_CASE("references are resolved by pointers, the document's own id and escapes") {
  check_both_ways(R"({"$ref":"#/$defs/a~1b%20c","$defs":{"a/b c":{"type":"string"}}})",
                  R"({"$id":"urn:x","$ref":"urn:x#/$defs/s","$defs":{"s":{"type":"string"}}})",
                  {{"text_changed (object) ++"}, {"text_changed (object) ++"}});
}

TEST_CASE("recursive schemas are compared once") {
  const auto tree = [](std::string_view value) {
    return R"({"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","properties":{
      "value":)" +
           std::string(value) + R"(,"left":{"$ref":"#/$defs/Node"},
      "all":{"type":"array","items":{"$ref":"#/$defs/Node"}}}}}})";
  };
  check_both_ways(tree(R"({"type":"integer"})"), tree(R"({"type":"number"})"),
                  {{"type_widened /value +-"}, {"type_narrowed /value -+"}});
}

TEST_CASE("hostile schemas end with a report that they cannot be compared") {
  const auto ends = [](const boost::json::value& was, const boost::json::value& is) {
    const auto changes = assay::compare_schemas(was, is);
    REQUIRE(!changes.empty());
    CHECK(changes.back().kind == assay::schema_change_kind::cannot_compare);
    CHECK(assay::compatibility_of(changes) == assay::schema_compatibility{false, false});
  };
  SECTION("nested too deeply") {
    boost::json::value deep = true;
    for (int i = 0; i < 300; ++i) deep = boost::json::object{{"items", std::move(deep)}};
    ends(deep, true);
    ends(true, deep);
  }
  SECTION("a long chain of references") {
    boost::json::object chain;
    for (int i = 0; i < 5000; ++i)
      chain[std::to_string(i)] = boost::json::object{{"$ref", "#/$defs/" + std::to_string(i + 1)}};
    chain["5000"] = true;
    ends(boost::json::object{{"$ref", "#/$defs/0"}, {"$defs", chain}}, {{"type", "string"}});
  }
  SECTION("a long chain of objects") {
    boost::json::object chain;
    for (int i = 0; i < 5000; ++i)
      chain[std::to_string(i)] = boost::json::object{
          {"properties", {{"a", {{"$ref", "#/$defs/" + std::to_string(i + 1)}}}}}};
    chain["5000"] = boost::json::object{{"type", "string"}};
    boost::json::object other = chain;
    other["5000"] = boost::json::object{{"type", "integer"}};
    ends(boost::json::object{{"$ref", "#/$defs/0"}, {"$defs", chain}},
         boost::json::object{{"$ref", "#/$defs/0"}, {"$defs", other}});
  }
  SECTION("alternatives of alternatives of alternatives") {
    const auto doubled = [](std::string_view last) {
      boost::json::object all{{"20", {{"type", last}}}};
      for (int i = 0; i < 20; ++i) {
        const std::string next = "#/$defs/" + std::to_string(i + 1);
        all[std::to_string(i)] = boost::json::object{
            {"anyOf",
             {{{"properties", {{"a", {{"$ref", next}}}}}},
              {{"properties", {{"b", {{"$ref", next}}}}}},
              {{"required", {"c"}}, {"properties", {{"c", {{"$ref", next}}}}}}}}};
      }
      return boost::json::value{{"$ref", "#/$defs/0"}, {"$defs", std::move(all)}};
    };
    const auto changes = assay::compare_schemas(doubled("string"), doubled("integer"));
    CHECK(!changes.empty());
    CHECK(assay::compatibility_of(changes) == assay::schema_compatibility{false, false});
  }
  SECTION("many choices and many members are still compared") {
    boost::json::array values;
    boost::json::object members;
    for (int i = 0; i < 20'000; ++i) {
      values.emplace_back(i);
      members[std::to_string(i)] = boost::json::object{{"type", "string"}};
    }
    const boost::json::value was{{"type", "object"}, {"properties", members}};
    members["19999"] = boost::json::object{{"enum", values}};
    const boost::json::value is{{"type", "object"}, {"properties", members}};
    CHECK(assay::compare_schemas(was, is).size() == 2);
  }
}

TEST_CASE("a change is reported as a sentence and as JSON") {
  const auto changes = assay::compare_schemas(
      parsed_schema(
          object_text(R"("seats":{"type":"integer","minimum":0},"a/b":{"type":"string"})")),
      parsed_schema(
          object_text(R"("seats":{"type":"integer","minimum":1},"a/b":{"type":["string","null"]})",
                      R"(,"required":["seats"])")));
  REQUIRE(changes.size() == 3);
  CHECK(to_string(changes[0]) ==
        "/seats: has a tighter bound (minimum: 0, now 1): old writers may send values beyond the "
        "new one [bound_tightened]");
  CHECK(to_string(changes[1]) ==
        "/seats: is now required: old writers may omit it [member_required]");
  CHECK(to_string(changes[2]) == "/a~1b: may now be null (string, now string or null): old readers "
                                 "do not expect null [null_accepted]");
  CHECK(broken_by(changes[0]) == "writers");
  CHECK(broken_by(changes[2]) == "readers");
  CHECK(
      boost::json::serialize(to_json(changes[0])) ==
      R"({"code":"bound_tightened","writers":false,"readers":true,"path":"/seats","when":"",)"
      R"("object":"","keyword":"minimum","was":"0","is":"1","old_place":"/properties/seats/minimum",)"
      R"("new_place":"/properties/seats/minimum","why":"old writers may send values beyond the new one"})");
}

TEST_CASE("schema_diff: all assay keywords in schemas are known") {
  std::set<std::string> keywords;
  for (const assay::level at : {assay::level::reference, assay::level::strict}) {
    const std::string text = assay::to_pretty_json(assay::to_json_schema<assay_zoo::event>(at));
    const std::string_view begin = "\"x-assay-";
    for (std::size_t i = text.find(begin); i != text.npos; i = text.find(begin, i + 1))
      keywords.insert(text.substr(i + 1, text.find('"', i + 1) - i - 1));
  }
  CHECK(keywords.size() >= 10);
  for (const std::string& k : keywords) {
    CAPTURE(k);
    CHECK(assay::detail::find_keyword(k) != nullptr);
  }
}
