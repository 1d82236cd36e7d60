// SPDX-License-Identifier: BSL-1.0
#include <assay/analysis/coverage_json.hpp>
#include <assay/analysis/coverage_summary.hpp>
#include <assay/analysis/coverage_text.hpp>
#include <assay/analysis/schema_coverage.hpp>
#include <assay/json/validator.hpp>

#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coverage_summary_tests {
namespace {

enum class hue { warm, cold };
BOOST_DESCRIBE_ENUM(hue, warm, cold)

struct lamp {
  std::string name{};
  std::optional<hue> light{};
  std::variant<bool, assay::number> power{};
  std::optional<std::string> old{};
  std::optional<assay_zoo::image_part> picture{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(lamp, (), (name, light, power, old, picture, additional))
consteval auto rules_of(const lamp*) {
  using namespace assay;
  return rules(field<&lamp::name>("A name.", min_length(1)), field<&lamp::light>("A hue."),
               field<&lamp::old>("Old.", deprecated("send name")),
               forbidden("watts", "send power"));
}

assay::coverage_summary summary_of(const std::vector<std::string_view>& texts,
                                   assay::level at = assay::level::published) {
  assay::options o;
  o.level = at;
  assay::validator<lamp> validator(o);
  assay::schema_coverage<lamp> coverage(2);
  for (const std::string_view text : texts) {
    validator.check(text);
    coverage.add(validator.report(), text);
  }
  return coverage.summary();
}

template <class Append>
std::string made_by(Append append, const assay::coverage_summary& s) {
  assay::text_buffer out;
  append(out, s);
  return std::string(out.view());
}
std::string text_of(const assay::coverage_summary& s) {
  return made_by([](auto& out, const auto& what) { append_text(out, what); }, s);
}
std::string json_of(const assay::coverage_summary& s) {
  return made_by([](auto& out, const auto& what) { append_json(out, what); }, s);
}

const std::vector<std::string_view> lamps{
    R"({"name":"a","light":"warm","power":true,"new":1,"b":2,"new":3,"\u001b[31mred\u000a":4})",
    R"({"name":"b","light":null,"power":1,"old":"x"})", R"({"name":"","power":1})", "x"};

} // namespace

TEST_CASE("coverage: items that never occurred are in the schema's order, without nested ones") {
  using enum assay::unseen::part;
  CHECK(never_seen(summary_of({})) ==
        std::vector<assay::unseen>{{object, "lamp"}, {object, "image_part"}});
  const assay::coverage_summary s = summary_of(lamps);
  CHECK(never_seen(s) == std::vector<assay::unseen>{{choice, "lamp.light: cold"},
                                                    {member, "lamp.picture"},
                                                    {object, "image_part"}});
  // name, light, power and picture; and the two of the picture.
  CHECK(share_of_members(s) == assay::coverage_share{3, 6});
  CHECK(share_of_alternatives(s) == assay::coverage_share{2, 2});
  CHECK(share_of_choices(s) == assay::coverage_share{1, 2});
  CHECK(s == summary_of(lamps));
}

TEST_CASE("coverage: a summary as text for people") {
  CHECK(text_of(summary_of(lamps)) == R"(2 accepted, 2 rejected
seen: 3 of 6 members, 2 of 2 alternatives, 1 of 2 choices

lamp           2
  name         2
  light        2  1 null
    = warm     1
  power        2
    : boolean  1
    : number   1
  old          1  deprecated

unknown members
  lamp.new           2
  lamp.b             1
  lamp: other names  1

errors and warnings
  (event): invalid_syntax      1  error
  lamp.name: too_short         1  error
  lamp.old: deprecated_member  1  warning

never seen
  lamp.light: cold
  lamp.picture
  image_part
)");
  CHECK(text_of(summary_of({})) == R"(0 accepted, 0 rejected
seen: 0 of 6 members, 0 of 2 alternatives, 0 of 2 choices

never seen
  lamp
  image_part
)");
  // At a level that accepts it.
  CHECK(text_of(summary_of({R"({"name":"a","power":1,"light":"blue","watts":1,"picture":[]})"},
                           assay::level::reference)) == R"(1 accepted, 0 rejected
seen: 4 of 6 members, 1 of 2 alternatives, 0 of 2 choices

lamp           1
  name         1
  light        1
    = another  1
  power        1
    : number   1
  picture      1  1 of another type
  watts        1  forbidden

errors and warnings
  lamp.light: not_one_of        1  warning
  lamp.picture: type_mismatch   1  warning
  lamp.watts: forbidden_member  1  warning

never seen
  lamp.light: warm
  lamp.light: cold
  lamp.power: boolean
  image_part
)");
}

TEST_CASE("coverage: a name cannot control the terminal") {
  const std::string text = text_of(summary_of({R"({"name":"a","power":1,"\u001b[2J\u000a":1})"}));
  CHECK(text.find("lamp. [2J ") != text.npos);
}

TEST_CASE("coverage: a summary as JSON") {
  const std::string json = json_of(summary_of(lamps));
  CHECK_NOTHROW(boost::json::parse(json));
  CHECK(json ==
        R"({"accepted":2,"rejected":2,"members":{"seen":3,"all":6},)"
        R"("alternatives":{"seen":2,"all":2},"choices":{"seen":1,"all":2},"objects":[)"
        R"({"name":"lamp","count":2,"members":[{"name":"name","count":2,"nulls":0,"misfits":0},)"
        R"({"name":"light","count":2,"nulls":1,"misfits":0,)"
        R"("choices":[{"name":"warm","count":1},{"name":"cold","count":0}],"other_choices":0},)"
        R"({"name":"power","count":2,"nulls":0,"misfits":0,)"
        R"("alternatives":[{"name":"boolean","count":1},{"name":"number","count":1}],)"
        R"("other_alternatives":0},)"
        R"({"name":"old","count":1,"nulls":0,"misfits":0,"deprecated":true},)"
        R"({"name":"picture","count":0,"nulls":0,"misfits":0},)"
        R"({"name":"watts","count":0,"nulls":0,"misfits":0,"forbidden":true}],)"
        R"("unknown":[{"name":"new","count":2},{"name":"b","count":1}],"other_unknown":1},)"
        R"({"name":"image_part","count":0,"members":[{"name":"url","count":0,"nulls":0,)"
        R"("misfits":0},{"name":"width","count":0,"nulls":0,"misfits":0}],)"
        R"("unknown":[],"other_unknown":0}],"findings":[)"
        R"({"object":null,"member":null,"severity":"error","code":"invalid_syntax","count":1},)"
        R"({"object":"lamp","member":"name","severity":"error","code":"too_short","count":1},)"
        R"({"object":"lamp","member":"old","severity":"warning","code":"deprecated_member",)"
        R"("count":1}],"never_seen":[{"what":"choice","name":"lamp.light: cold"},)"
        R"({"what":"member","name":"lamp.picture"},{"what":"object","name":"image_part"}]})");
}

} // namespace coverage_summary_tests
