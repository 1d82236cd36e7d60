// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/satisfies.hpp"

#include "support/findings.hpp"

#include "assay/json/json_text.hpp"
#include "assay/identity/timestamp.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ruled_by_predicates {

using namespace assay;

enum class shade { light, dark };
BOOST_DESCRIBE_ENUM(shade, light, dark)

struct box {
  std::string label{};
  std::optional<int> size{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(box, (), (label, size, additional))

inline int calls = 0;
inline bool is_odd(std::int8_t n) { return ++calls, n % 2 != 0; }
inline bool is_short(std::string_view s) { return ++calls, s.size() <= 2; }
inline bool has_label(const box& b) { return ++calls, b.label == "\xC3\xA9"; }
inline bool starts_as(json_text t) { return ++calls, t.text().front() == '['; }

struct all {
  std::optional<std::int8_t> odd{};
  std::optional<std::string> text{};
  std::optional<double> real{};
  std::optional<number> exact{};
  std::optional<bool> yes{};
  std::optional<shade> tone{};
  std::optional<timestamp> at{};
  std::optional<box> one{};
  std::unique_ptr<box> owned{};
  std::optional<std::vector<box>> list{};
  std::optional<std::map<std::string, int>> map{};
  std::optional<std::array<int, 2>> pair{};
  std::optional<std::variant<bool, number>> either{};
  optional_or_null<std::string> or_null{};
  std::optional<raw_json> raw{};
  std::optional<typed_or_raw<box>> loose{};
  std::optional<std::vector<std::string>> later{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (),
                      (odd, text, real, exact, yes, tone, at, one, owned, list, map, pair, either,
                       or_null, raw, loose, later, additional))
consteval auto rules_of(const all*) {
  return rules(
      field<&all::odd>("", satisfies<is_odd>("an odd one")),
      field<&all::text>("", satisfies<is_short>("two bytes", "^..?$")),
      field<&all::real>("", satisfies<[](double d) { return d == 0.5; }>("a half")),
      field<&all::exact>("", satisfies<[](const number& n) { return n.text() == "1.0"; }>("1.0")),
      field<&all::yes>("", satisfies<[](bool b) { return b; }>("yes")),
      field<&all::tone>("", satisfies<[](shade s) { return s == shade::dark; }>("dark")),
      field<&all::at>(
          "",
          satisfies<[](const timestamp& t) { return t.text().starts_with("2024"); }>("in 2024")),
      field<&all::one>("", satisfies<has_label>("labelled")),
      field<&all::owned>("", satisfies<has_label>("labelled")),
      field<&all::list>(
          "", satisfies<[](const std::vector<box>& l) { return l.size() == 1 && l[0].size == 3; }>(
                  "one of size 3")),
      field<&all::map>(
          "",
          satisfies<[](const std::map<std::string, int>& m) { return m.at("a") == 1; }>("a is 1")),
      field<&all::pair>(
          "", satisfies<[](const std::array<int, 2>& p) { return p[0] < p[1]; }>("ascending")),
      field<&all::either>(
          "", satisfies<[](const std::variant<bool, number>& v) { return v.index() == 0; }>(
                  "a boolean")),
      field<&all::or_null>("", satisfies<is_short>("two bytes")),
      field<&all::raw>("", satisfies<starts_as>("an array")),
      field<&all::loose>(
          "", satisfies<[](const typed_or_raw<box>& v) { return v.index() == 0; }>("a box")),
      field<&all::later>("", satisfies<[](const std::vector<std::string>& l) {
                               return !l.empty() && l[0] == "\xEF\xBF\xBD";
                             }>("U+FFFD")
                                 .from(level::strict)));
}

/// A recursive struct in which each value has a predicate.
struct nest {
  std::unique_ptr<nest> inner{};
  std::optional<int> n{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(nest, (), (inner, n, additional))
inline bool counts_down(const nest& v) {
  return ++calls, v.inner == nullptr || v.n.value_or(0) > v.inner->n.value_or(0);
}
inline bool is_counted(const nest&, int) { return true; }
consteval auto rules_of(const nest*) {
  return rules(field<&nest::inner>("", satisfies<counts_down>("one that counts down")),
               check_members<&nest::inner, &nest::n>(level::reference, is_counted, "any"));
}

} // namespace ruled_by_predicates

namespace {

std::vector<std::string> found_by_predicate(std::string_view name, std::string_view value,
                                            assay::level l = assay::level::published) {
  return assay_test::lines_of<ruled_by_predicates::all>(
      "{\"" + std::string(name) + "\":" + std::string(value) + "}", l);
}

std::string failed(std::string_view name, std::string_view words, std::string_view found) {
  return "/" + std::string(name) + ": expected " + std::string(words) + ", found a different " +
         std::string(found) + " [predicate_failed]";
}

using predicate_lines = std::vector<std::string>;

} // namespace

TEST_CASE("satisfies: a predicate gets the value as its C++ type") {
  struct {
    std::string_view name, right, wrong, words, found;
  } constexpr cases[] = {
      {"odd", "-7", "8", "an odd one", "number"},
      {"text", "\"\\u0061b\"", "\"abc\"", "two bytes", "string of 3 bytes"},
      {"real", "5e-1", "0.25", "a half", "number"},
      {"exact", "1.0", "1", "1.0", "number"},
      {"yes", "true", "false", "yes", "boolean"},
      {"at", "\"2024-01-01T00:00:00\\u005a\"", "\"2023-01-01T00:00:00Z\"", "in 2024",
       "string of 20 bytes"},
      {"one", R"({"label":"\u00e9","size":null,"x":[]})", R"({"label":"e"})", "labelled", "object"},
      {"owned", R"({"label":"\u00e9"})", R"({"label":"e"})", "labelled", "object"},
      {"list", R"([{"label":"","size":3}])", "[]", "one of size 3", "array"},
      {"map", R"({"\u0061":1})", R"({"a":2})", "a is 1", "object"},
      {"pair", "[1,2]", "[2,1]", "ascending", "array"},
      {"either", "false", "1", "a boolean", "number"},
      {"or_null", "\"\"", "\"abc\"", "two bytes", "string of 3 bytes"},
      {"raw", "[{}]", "{}", "an array", "object"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(found_by_predicate(c.name, c.right) == predicate_lines{});
    CHECK(found_by_predicate(c.name, c.wrong) == predicate_lines{failed(c.name, c.words, c.found)});
  }
  CHECK(found_by_predicate("odd", "8") == predicate_lines{failed("odd", "an odd one", "number")});
  CHECK(found_by_predicate("loose", R"({"label":""})") == predicate_lines{});
  CHECK(found_by_predicate("loose", "7", assay::level::reference) ==
        predicate_lines{"/loose: warning: expected a box, found a different number "
                        "[predicate_failed]"});
  CHECK(found_by_predicate("tone", "\"dark\"") == predicate_lines{});
  CHECK(found_by_predicate("tone", "\"light\"").size() == 1);
}

TEST_CASE("satisfies: a predicate is not called if the value is missing, null or of another type") {
  using namespace ruled_by_predicates;
  const auto calls_for = [](std::string_view name, std::string_view value) {
    calls = 0;
    found_by_predicate(name, value);
    return calls;
  };
  CHECK(calls_for("other", "1") == 0);
  CHECK(calls_for("odd", "null") == 0);
  CHECK(calls_for("odd", "128") == 0);
  CHECK(calls_for("odd", "1.5") == 0);
  CHECK(calls_for("text", "[]") == 0);
  CHECK(calls_for("or_null", "null") == 0);
  CHECK(calls_for("one", "{}") == 0); // its label is missing
  CHECK(calls_for("one", R"({"label":5})") == 0);
  CHECK(calls_for("one", R"({"label":"a","size":"b"})") == 0);
  CHECK(calls_for("odd", "3") == 1);
  CHECK(calls_for("one", R"({"label":"a"})") == 1);
}

TEST_CASE("satisfies: a value is checked whatever the options accept") {
  using namespace ruled_by_predicates;
  const std::string deep = std::string(2000, '[') + std::string(2000, ']');
  const std::string text = R"({"later":["\ud800"],"one":{"label":"a","deep":)" + deep + "}}";
  assay::options o{.level = level::strict,
                   .lone_surrogates = surrogate_policy::replace,
                   .null_characters = null_character_policy::accept};
  o.limits.max_depth = 5000;
  assay::validator<all> v(o);
  CHECK_FALSE(v.check(text));
  predicate_lines found;
  for (const violation& f : v.report().violations())
    if (f.severity == severity::error) found.push_back(to_string(f));
  CHECK(found == predicate_lines{failed("one", "labelled", "object")});
  const std::string_view other = R"({"later":["\u0000"]})";
  CHECK_FALSE(v.check(other));
}

TEST_CASE("satisfies: nested predicates do not repeat work") {
  using namespace ruled_by_predicates;
  constexpr int depth = 120;
  std::string text, end;
  for (int i = depth; i != 0; --i) {
    text += R"({"n":)" + std::to_string(i) + R"(,"inner":)";
    end += '}';
  }
  text += R"({"n":0})" + end;
  validator<nest> v;
  calls = 0;
  CHECK(v.check(text));
  CHECK(calls == depth);
  nest value;
  CHECK(v.read(text, value));
  const std::string wrong = R"({"n":3,"inner":{"n":1,"inner":{"n":2,"inner":{"n":1}}}})";
  CHECK(assay_test::errors_of<nest>(wrong, level::published) ==
        predicate_lines{"predicate_failed /inner"});
}

TEST_CASE("satisfies: the schema has the words, the pattern and the function") {
  using namespace ruled_by_predicates;
  const rule& r = schema_of_member<&all::text>().rules[0];
  CHECK(r.kind == rule_kind::satisfies);
  CHECK(r.words == "two bytes");
  CHECK(r.pattern == "^..?$");
  CHECK(r.holds("\"ab\""));
  CHECK_FALSE(r.holds("\"abc\""));
  CHECK(schema_of_member<&all::later>().rules[0].from == level::strict);
}
