// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/tagged.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ruled_unions {

using namespace assay;

struct text {
  std::string text_{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(text, (), (text_, additional))
struct image {
  std::optional<int> width{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(image, (), (width, additional))

/// Rejects unknown alternatives.
using part = std::variant<text, image>;
consteval auto rules_of(const part*) {
  return alternatives("text", "image/\xC3\xA9").tagged_by("type", "Which part.");
}
/// Keeps unknown alternatives.
using loose = std::variant<text, image, raw_object>;
consteval auto rules_of(const loose*) { return alternatives("text", "image").tagged_by("kind"); }

enum class names { text, image_ };
BOOST_DESCRIBE_ENUM(names, text, image_)
struct beside_text : text {};
BOOST_DESCRIBE_STRUCT(beside_text, (text), ())
struct beside_image {
  std::optional<int> width{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(beside_image, (), (width, additional))
using payload = std::variant<beside_text, beside_image, untyped_payload>;
consteval auto rules_of(const payload*) { return alternatives<names>(); }

struct all {
  payload body{};
  std::optional<part> one{};
  std::vector<part> list{};
  std::map<std::string, loose> map{};
  std::optional<loose> kept{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (), (body, one, list, map, kept, additional))
consteval auto rules_of(const all*) {
  return rules(tag<&all::body>("what", "Which body."), field<&all::list>("", defaulted()),
               field<&all::map>("", defaulted()));
}

} // namespace ruled_unions

namespace {

using assay::level;
using union_lines = std::vector<std::string>;
using ruled_unions::all;

/// Returns an object with a valid body.
std::string with(std::string_view members) {
  return R"({"what":"image","body":{},)" + std::string(members) + "}";
}
union_lines found_in_union(std::string_view members, level l = level::published) {
  return assay_test::errors_of<all>(with(members), l);
}

std::string written_union(std::string_view text, all& value,
                          assay::options o = {.level = level::published}) {
  assay::validator<all> v(o);
  if (!v.read(text, value)) return "rejected";
  assay::text_buffer out;
  CHECK(write(value, out));
  return std::string(out.view());
}

} // namespace

TEST_CASE("tagged: a tag inside may be at any place, and be spelled with escapes") {
  for (const std::string_view one :
       {R"({"type":"text","text":"a","more":[{"type":"image"}]})",
        R"({"text":"a","type":"text","more":[{"type":"image"}]})",
        R"({"more":[{"type":"image"}],"text":"a","type":"text"})",
        R"({"\u0074ype":"\u0074ext","text":"a","more":[{"type":"image"}]})",
        " {\n\"text\" : \"a\" , \"more\":[{\"type\":\"image\"}]\t, \"typ\\u0065\" "
        ":\r\"tex\\u0074\" } "}) {
    CAPTURE(one);
    const std::string member = "\"one\":" + std::string(one);
    CHECK(found_in_union(member, level::strict) == union_lines{});
    all value;
    CHECK(written_union(with(member), value) ==
          with(R"("one":{"type":"text","text":"a","more":[{"type":"image"}]},"list":[],"map":{})"));
  }
  for (const std::string_view one :
       {"{\"type\":\"image/\xC3\xA9\"}", R"({"type":"image\/\u00e9"})"})
    CHECK(found_in_union("\"one\":" + std::string(one)) == union_lines{});
}

TEST_CASE("tagged: a union without a place for unknown alternatives rejects them") {
  CHECK(found_in_union(R"("one":{"text":"a"})") == union_lines{"missing_member /one/type"});
  CHECK(found_in_union(R"("one":{})") == union_lines{"missing_member /one/type"});
  CHECK(found_in_union(R"("one":{"type":"txt","text":"a"})") ==
        union_lines{"unknown_type /one/type"});
  CHECK(found_in_union(R"("one":{"text":"a","type":7})") == union_lines{"type_mismatch /one/type"});
  CHECK(found_in_union(R"("one":{"type":null})") == union_lines{"type_mismatch /one/type"});
  CHECK(found_in_union(R"("one":[])") == union_lines{"type_mismatch /one"});
  CHECK(found_in_union(R"("one":null)") == union_lines{});
  CHECK(found_in_union(R"("list":[{"type":"text","text":"a"},null,{"type":""}])") ==
        union_lines{"type_mismatch /list/1", "unknown_type /list/2/type"});
  CHECK(assay_test::lines_of<all>(with(R"("one":{"type":"x"})"), level::published) ==
        union_lines{"/one/type: expected \"text\" or \"image/\xC3\xA9\", found string of 1 byte "
                    "[unknown_type]"});
}

TEST_CASE("tagged: a duplicate tag is reported once, and the first one applies") {
  for (const std::string_view one :
       {R"({"type":"text","text":"a","type":"text"})", R"({"type":"text","text":"a","type":5})",
        R"({"text":"a","type":"text","\u0074ype":"image"})"})
    CHECK(found_in_union("\"one\":" + std::string(one)) ==
          union_lines{"duplicate_member /one/type"});
}

TEST_CASE("tagged: a union with a place for unknown alternatives keeps them completely") {
  for (const std::string_view kept : {R"({"kind":"other","a":1.0})", R"({"a":[],"kind":7})", "{}",
                                      R"({"kind":null})", R"({"kind":"text","text":"a"})"}) {
    CAPTURE(kept);
    const std::string member =
        R"("list":[],"map":{"b":)" + std::string(kept) + R"(},"kept":)" + std::string(kept);
    all value;
    CHECK(written_union(with(member), value) == with(member));
    CHECK(written_union(with(member), value) == with(member)); // into an existing value
  }
  // A value with a known tag must match at the levels that enforce that.
  CHECK(found_in_union(R"("kept":{"kind":"text","text":5})") ==
        union_lines{"type_mismatch /kept/text"});
  all value;
  const std::string misfit = with(R"("list":[],"map":{},"kept":{"kind":"text","text":5})");
  CHECK(written_union(misfit, value, {.level = level::reference}) == misfit);
  REQUIRE(value.kept.has_value());
  CHECK(std::holds_alternative<assay::raw_object>(*value.kept));
  const std::string fits = with(R"("list":[],"map":{},"kept":{"kind":"text","text":"5"})");
  CHECK(written_union(fits, value, {.level = level::reference}) == fits);
  CHECK(std::holds_alternative<ruled_unions::text>(*value.kept));
  CHECK(found_in_union(R"("kept":[])") == union_lines{"type_mismatch /kept"});
}

TEST_CASE("tagged: a payload may come before the tag that is beside it") {
  const auto found = [](std::string_view text, bool keep = false) {
    assay::validator<all> v({.level = level::strict, .keep_unknown_types = keep});
    v.check(text);
    union_lines out;
    for (const assay::violation& f : v.report().violations())
      if (f.severity == assay::severity::error)
        out.push_back(std::string(name_of(f.code)) + " " + f.path + " " +
                      std::to_string(f.offset.value()));
    return out;
  };
  const std::string rest = R"(,"list":[],"map":{}})";
  CHECK(found(R"({"body":{"text":"a"},"what":"text")" + rest) == union_lines{});
  CHECK(found(R"({"body":{"text":5},"what":"text")" + rest) ==
        union_lines{"type_mismatch /body/text 16"});
  CHECK(found(R"({"body":{},"what":"t\u0065xt")" + rest) ==
        union_lines{"missing_member /body/text 8"});
  CHECK(found(R"({"body":{"text":5},"what":"other")" + rest) ==
        union_lines{"unknown_type /what 26"});
  CHECK(found(R"({"body":{"text":5},"what":"other")" + rest, true) == union_lines{});
  CHECK(found(R"({"body":{"text":5})" + rest) == union_lines{"missing_member /what 0"});
  CHECK(found(R"({"what":"text")" + rest) == union_lines{"missing_member /body 0"});
  CHECK(found(R"({"body":[],"what":"text")" + rest) == union_lines{"type_mismatch /body 8"});
  CHECK(found(R"({"body":{},"what":["text"])" + rest) == union_lines{"type_mismatch /what 18"});
}

TEST_CASE("tagged: a value with an unknown tag beside it is kept and written with it") {
  all value;
  const assay::options keep{.keep_unknown_types = true};
  const std::string text = R"({"what":"oth\"er","body":{"text":5,"a":[1.0]},"list":[],"map":{}})";
  CHECK(written_union(text, value, keep) == text);
  CHECK(written_union(R"({"body":{"text":5,"a":[1.0]},"what":"oth\u0022er"})", value, keep) ==
        text);
  CHECK(std::get<assay::untyped_payload>(value.body).type == "oth\"er");
}

TEST_CASE("tagged: the schema has the tag and the alternatives") {
  const assay::object_schema& s = assay::schema_of<all>();
  CHECK(s.tag == "what");
  CHECK(s.tagged == "body");
  CHECK(s.members[0].name == "what");
  CHECK(s.members[0].type->names.size() == 2);
  CHECK(s.members[0].type->names[1] == "image");
  const assay::type_schema& one = *s.find("one")->type;
  CHECK(one.kind == assay::type_kind::tagged);
  CHECK(one.tag == "type");
  CHECK(one.alternatives.size() == 2);
  CHECK_FALSE(one.keeps_unknown);
  const assay::type_schema& kept = *s.find("kept")->type;
  CHECK(kept.alternatives.size() == 2);
  CHECK(kept.keeps_unknown);
}
