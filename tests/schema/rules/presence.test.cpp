// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/presence.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ruled_presence {

using namespace assay;

struct inner {
  int needed{};
  std::optional<int> optional{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (needed, optional, additional))

struct all {
  std::optional<int> not_null_{}, not_null_later{}, needed_later{}, needed_now{}, late{}, early{};
  optional_or_null<int> or_null{}, or_null_needed{};
  int limited = 7;
  std::string old = "as before";
  std::optional<std::string> older{};
  std::unique_ptr<inner> owned{};
  std::optional<inner> object{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (),
                      (not_null_, not_null_later, needed_later, needed_now, late, early, or_null,
                       or_null_needed, limited, old, older, owned, object, additional))
consteval auto rules_of(const all*) {
  return rules(field<&all::not_null_>("", not_null()),
               field<&all::not_null_later>("", not_null(level::strict)),
               field<&all::needed_later>("", required_from(level::strict)),
               field<&all::needed_now>("", required_from(level::reference)),
               field<&all::late>("", enforced_from(level::strict)),
               field<&all::early>("", enforced_from(level::reference)),
               field<&all::or_null_needed>("", required_from(level::published)),
               field<&all::limited>("", defaulted(), maximum(9), title("A limit")),
               field<&all::old>("", defaulted(), deprecated("say older", level::strict)),
               field<&all::older>("", deprecated("say nothing"), examples("\"a\"", "\"b\"")));
}

/// The same members, with invalid values dropped.
struct dropping {
  int limited = 7;
  std::optional<int> other{};
};
BOOST_DESCRIBE_STRUCT(dropping, (), (limited, other))
consteval auto rules_of(const dropping*) {
  return rules(field<&dropping::limited>("", defaulted()), ignores_unknown_members());
}

/// Members of types that have null among their values.
struct any_later {
  std::optional<raw_json> optional{};
  optional_or_null<raw_json> or_null{};
  std::unique_ptr<raw_json> owned{};
  std::optional<typed_or_raw<inner>> object{};
  std::optional<std::variant<std::string, raw_object>> several{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(any_later, (), (optional, or_null, owned, object, several, additional))
consteval auto rules_of(const any_later*) {
  return rules(field<&any_later::optional>("", required_from(level::published)),
               field<&any_later::or_null>("", required_from(level::published)),
               field<&any_later::owned>("", required_from(level::published)),
               field<&any_later::object>("", required_from(level::published)),
               field<&any_later::several>("", required_from(level::published)));
}
struct any_not_null {
  std::optional<raw_json> optional{};
  std::unique_ptr<raw_json> owned{};
  std::optional<typed_or_raw<inner>> object{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(any_not_null, (), (optional, owned, object, additional))
consteval auto rules_of(const any_not_null*) {
  return rules(field<&any_not_null::optional>("", not_null()),
               field<&any_not_null::owned>("", not_null()),
               field<&any_not_null::object>("", not_null()));
}

TEMPLATE_TEST_CASE("presence: null in a member that holds any value is checked by the rules on its "
                   "presence, checked or read",
                   "", any_later, any_not_null) {
  for (const level l : {level::reference, level::published, level::strict})
    for (const auto& member : schema_of<TestType>().members) {
      // The others are present.
      std::string text = "{";
      for (const auto& other : schema_of<TestType>().members)
        if (other.name != member.name)
          text.append("\"").append(other.name).append(R"(":{"needed":1},)");
      text.append("\"").append(member.name).append("\":null}");
      CAPTURE(text, name_of(l));
      validator<TestType> v({.level = l});
      const bool checked = v.check(text);
      const report on_check = v.report();
      TestType value;
      CHECK(v.read(text, value) == checked);
      CHECK(std::ranges::equal(v.report().violations(), on_check.violations()));
      CHECK(checked == (l == level::reference));
      if (!checked) {
        REQUIRE(on_check.violations().size() == 1);
        CHECK(on_check.violations()[0].path == "/" + std::string(member.name));
        CHECK(on_check.violations()[0].code == code::type_mismatch);
      } else { // nothing is lost
        text_buffer out;
        REQUIRE(write(value, out));
        CHECK(out.view().find("\"" + std::string(member.name) + "\":null") != out.view().npos);
      }
    }
}

} // namespace ruled_presence

namespace {

using assay::level;
using presence_lines = std::vector<std::string>;

/// Returns what is found for `needed_now`, `or_null_needed` and these members.
presence_lines found_present(std::string_view members, level l = level::published) {
  return assay_test::lines_of<ruled_presence::all>(
      R"({"needed_later":1,"needed_now":1,"or_null_needed":1)" + std::string(members) + "}", l);
}

std::string written_back(std::string_view text, ruled_presence::all& value,
                         level l = level::published) {
  assay::validator<ruled_presence::all> v({.level = l});
  if (!v.read(text, value)) return "rejected";
  assay::text_buffer out;
  CHECK(write(value, out));
  return std::string(out.view());
}

} // namespace

TEST_CASE("presence: null means missing, unless not_null rejects it") {
  CHECK(found_present(R"(,"late":null,"early":null,"older":null)") ==
        presence_lines{"/older: warning: the member is deprecated: say nothing "
                       "[deprecated_member]"});
  CHECK(found_present(R"(,"not_null":null)") ==
        presence_lines{"/not_null: expected integer from -2147483648 to 2147483647, found null "
                       "[type_mismatch]"});
  CHECK(found_present(R"(,"not_null_later":null)") ==
        presence_lines{"/not_null_later: warning: expected integer from -2147483648 to "
                       "2147483647, found null [type_mismatch]"});
  CHECK(found_present(R"(,"not_null_later":null)", level::strict) ==
        presence_lines{"/not_null_later: expected integer from -2147483648 to 2147483647, found "
                       "null [type_mismatch]"});
}

TEST_CASE("presence: a required member must be present, and not null, from its level on") {
  const auto found = [](std::string_view text, level l) {
    return assay_test::errors_of<ruled_presence::all>(text, l);
  };
  CHECK(found("{}", level::reference) == presence_lines{"missing_member /needed_now"});
  CHECK(found("{}", level::published) ==
        presence_lines{"missing_member /needed_now", "missing_member /or_null_needed"});
  CHECK(found("{}", level::strict) == presence_lines{"missing_member /needed_later",
                                                     "missing_member /needed_now",
                                                     "missing_member /or_null_needed"});
  constexpr std::string_view nulls =
      R"({"needed_later":null,"needed_now":null,"or_null_needed":null})";
  CHECK(found(nulls, level::reference) == presence_lines{"type_mismatch /needed_now"});
  CHECK(found(nulls, level::strict) == presence_lines{"type_mismatch /needed_later",
                                                      "type_mismatch /needed_now",
                                                      "type_mismatch /or_null_needed"});
}

TEST_CASE("presence: an invalid value is an error from the level that enforces the member") {
  for (const level l : {level::reference, level::published, level::strict}) {
    CAPTURE(name_of(l));
    CHECK(found_present(R"(,"late":"x")", l).at(0).starts_with("/late: warning") ==
          (l != level::strict));
    CHECK_FALSE(found_present(R"(,"early":"x")", l).at(0).starts_with("/early: warning"));
  }
}

TEST_CASE("presence: a missing defaulted member has its initializer's value, and is written") {
  ruled_presence::all value;
  constexpr std::string_view with = R"({"needed_now":1,"or_null_needed":1,"limited":3,"old":"x"})";
  constexpr std::string_view without = R"({"needed_now":1,"or_null_needed":1})";
  CHECK(written_back(with, value) == with);
  CHECK(written_back(without, value) ==
        R"({"needed_now":1,"or_null_needed":1,"limited":7,"old":"as before"})");
  CHECK(value.limited == 7);
}

TEST_CASE("presence: an invalid defaulted member is an error at every level") {
  // It is always written, so it cannot be kept among the additional members.
  for (const level l : {level::reference, level::published, level::strict})
    for (const std::string_view v : {"\"x\"", "null", "10", "[]"}) {
      CAPTURE(name_of(l), v);
      const presence_lines errors = assay_test::errors_of<ruled_presence::all>(
          R"({"needed_later":1,"needed_now":1,"or_null_needed":1,"limited":)" + std::string(v) +
              "}",
          l);
      REQUIRE(errors.size() == 1);
      CHECK(errors[0].ends_with(" /limited"));
    }
}

TEST_CASE("presence: an event that drops invalid values drops that of a defaulted member") {
  assay::validator<ruled_presence::dropping> v({.level = level::reference});
  ruled_presence::dropping value;
  value.limited = 1;
  CHECK(v.read(std::string_view(R"({"limited":"x","other":"y"})"), value));
  CHECK(v.report().violations().size() == 2);
  CHECK(value.limited == 7);
  CHECK_FALSE(value.other.has_value());
}

TEST_CASE("presence: a deprecated member is read, with a warning from its level on") {
  CHECK(found_present(R"(,"older":"x")") ==
        presence_lines{"/older: warning: the member is deprecated: say nothing "
                       "[deprecated_member]"});
  CHECK(found_present(R"(,"older":"x")", level::reference) == presence_lines{});
  CHECK(found_present(R"(,"old":"x")") == presence_lines{});
  CHECK(found_present(R"(,"old":"x")", level::strict) ==
        presence_lines{"/old: warning: the member is deprecated: say older [deprecated_member]"});
  CHECK(found_present(R"(,"older":5)") ==
        presence_lines{"/older: warning: the member is deprecated: say nothing "
                       "[deprecated_member]",
                       "/older: expected string, found number [type_mismatch]"});
}

TEST_CASE("presence: where any value but null is allowed, the message says so") {
  CHECK(assay_test::lines_of<ruled_presence::any_not_null>(R"({"optional":null,"owned":null})",
                                                           level::reference) ==
        presence_lines{
            "/optional: warning: expected any value except null, found null [type_mismatch]",
            "/owned: warning: expected any value except null, found null [type_mismatch]"});
}

TEST_CASE("presence: a reused value has only what the new text states") {
  ruled_presence::all value;
  constexpr std::string_view full =
      R"({"needed_now":1,"or_null":null,"or_null_needed":1,"limited":3,"old":"x","older":"y",)"
      R"("owned":{"needed":1,"optional":2},"object":{"needed":3,"optional":4,"more":5},"extra":6})";
  CHECK(written_back(full, value) == full);
  CHECK(
      written_back(R"({"needed_now":1,"or_null_needed":1,"object":{"needed":1}})", value) ==
      R"({"needed_now":1,"or_null_needed":1,"limited":7,"old":"as before","object":{"needed":1}})");
}

TEST_CASE("presence: the schema has the levels, the words and the examples") {
  using ruled_presence::all;
  CHECK(assay::schema_of_member<&all::not_null_>().not_null_from == level::reference);
  CHECK(assay::schema_of_member<&all::not_null_>().name == "not_null");
  CHECK(assay::schema_of_member<&all::needed_later>().required_from == level::strict);
  CHECK(assay::schema_of_member<&all::late>().enforced_from == level::strict);
  CHECK(assay::schema_of_member<&all::or_null>().nullable);
  CHECK(assay::schema_of_member<&all::limited>().defaulted);
  CHECK(assay::schema_of_member<&all::limited>().title == "A limit");
  CHECK(assay::schema_of_member<&all::older>().deprecated == "say nothing");
  CHECK(assay::schema_of_member<&all::older>().deprecated_from == level::published);
  REQUIRE(assay::schema_of_member<&all::older>().examples.size() == 2);
  CHECK(assay::schema_of_member<&all::older>().examples[1] == "\"b\"");
}
