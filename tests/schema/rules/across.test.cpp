// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/across.hpp"

#include "support/findings.hpp"

#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ruled_across {

using namespace assay;

struct point {
  int x{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(point, (), (x, additional))

inline int calls = 0;
inline bool ordered(int a, std::int64_t b) { return ++calls, a <= b; }
inline bool same_label(std::string_view a, std::string_view b) { return a == b; }

struct all {
  std::optional<int> low{};
  optional_or_null<std::int64_t> high{};
  std::optional<std::string> left{}, right{};
  std::unique_ptr<point> at{};
  no_member none{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (), (low, high, left, right, at, none, additional))
consteval auto rules_of(const all*) {
  return rules(
      check_members<&all::low, &all::high>(level::published, ordered, "a high not below the low",
                                           code::out_of_range),
      check_members<&all::left, &all::right>(level::strict, same_label, "labels that are equal"),
      check_members<&all::at>(
          level::reference, [](const point& p) { return p.x >= 0; }, "a point on the right"),
      check_members<&all::left, &all::low>(
          level::strict, [](json_text a, json_text b) { return !(a.empty() && b.empty()); },
          "left or low"),
      check_members<&all::low, &all::none>(
          never, [](int, int) { return false; }, "nothing: no level enforces it"),
      check_members<&all::none, &all::low>(
          level::reference, [](json_text none, json_text) { return none.empty(); }, "no none"));
}

// A base's base with rules, beside a second base.
struct grand {
  std::optional<int> g{};
};
BOOST_DESCRIBE_STRUCT(grand, (), (g))
consteval auto rules_of(const grand*) {
  return rules(ignores_unknown_members(),
               check_members<&grand::g>(
                   level::reference, [](int g) { return g != 1; }, "another g than 1"));
}
struct parent : grand {
  std::optional<int> p{};
};
BOOST_DESCRIBE_STRUCT(parent, (grand), (p))
inline void find_in_parent(const object_texts& t, rule_violations& found) {
  if (t.text_of<&parent::p>() == "2") found.add(t.text_of<&parent::p>(), "another p than 2");
  if (t.text_of<&grand::g>() == "2") found.add(t.text_of<&grand::g>(), "another g than 2");
}
consteval auto rules_of(const parent*) {
  return rules(ignores_unknown_members(), check_object(level::reference, find_in_parent));
}
struct second {
  std::optional<int> s{};
};
BOOST_DESCRIBE_STRUCT(second, (), (s))
inline void find_in_second(const object_texts& t, rule_violations& found) {
  if (t.text_of<&second::s>() == "3") found.add(t.text_of<&second::s>(), "another s than 3");
}
consteval auto rules_of(const second*) {
  return rules(ignores_unknown_members(), check_object(level::reference, find_in_second));
}
struct child : parent, second {
  std::optional<int> c{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(child, (parent, second), (c, additional))
inline void find_in_child(const object_texts& t, rule_violations& found) {
  for (const std::string_view text : {t.text_of<&child::g>(), t.text_of<&child::p>(),
                                      t.text_of<&child::s>(), t.text_of<&child::c>()})
    if (text == "4") found.add(text, "another than 4");
}
consteval auto rules_of(const child*) {
  return rules(check_object(level::reference, find_in_child));
}

struct family {
  std::vector<child> children{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(family, (), (children, additional))

/// Finds each invalid element.
struct element {
  std::optional<int> n{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(element, (), (n, additional))
consteval auto rules_of(const element*) { return rules(collect<&element::n>(level::published)); }
inline void find_negative(const object_texts& t, rule_violations& found) {
  for (const std::string_view n : t.collected())
    if (n.starts_with('-')) found.add(n, "no negative one");
}
struct list {
  std::vector<element> elements{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(list, (), (elements, additional))
consteval auto rules_of(const list*) {
  return rules(check_object(level::published, find_negative, code::not_one_of));
}

} // namespace ruled_across

namespace {

using across_lines = std::vector<std::string>;
using assay::level;

template <class T = ruled_across::all>
across_lines found_across(std::string_view text, level l = level::published) {
  assay::validator<T> v({.level = l});
  T value{};
  v.check(text);
  across_lines checked, read;
  for (const assay::violation& found : v.report().violations())
    checked.push_back(std::to_string(found.offset.value()) + " " + to_string(found));
  v.read(text, value);
  for (const assay::violation& found : v.report().violations())
    read.push_back(std::to_string(found.offset.value()) + " " + to_string(found));
  CHECK(read == checked);
  assay::options verdict{.level = l};
  verdict.limits.max_violations = 0;
  CHECK(assay::check<T>(text, verdict) == v.report().accepted());
  return checked;
}

} // namespace

TEST_CASE("across: a predicate gets the members' values; the violation is at the last member that "
          "is present") {
  CHECK(found_across(R"({"low":1,"high":2})") == across_lines{});
  CHECK(found_across(R"({"low":3,"high":2})") ==
        across_lines{"16 /high: expected a high not below the low, found a number out of range "
                     "[out_of_range]"});
  CHECK(found_across(R"({"low":3,"high":2})", level::reference) == across_lines{});
  CHECK(found_across(R"({"left":"a","right":"\u0061","low":1})", level::strict) == across_lines{});
  CHECK(found_across(R"({"right":"b","left":"a"})", level::strict) ==
        across_lines{"9 /right: expected labels that are equal [members_disagree]"});
}

TEST_CASE("across: a predicate is not called if a member is missing, null or of another type") {
  for (const std::string_view text :
       {R"({"low":3})", R"({"high":1})", R"({"low":3,"high":null})", R"({"low":null,"high":1})",
        R"({"low":"3","high":1})", R"({"low":3,"high":1.0})", R"({"low":3,"high":[]})",
        R"({"low":99999999999,"high":1})"}) {
    ruled_across::calls = 0;
    CAPTURE(text);
    found_across(text);
    CHECK(ruled_across::calls == 0);
  }
}

TEST_CASE("across: a predicate on texts is always called") {
  CHECK(found_across("{}", level::strict) ==
        across_lines{"0 (event): expected left or low [members_disagree]"});
}

TEST_CASE("across: a predicate gets a value of a struct's type") {
  CHECK(found_across(R"({"at":{"x":1}})") == across_lines{});
  CHECK(found_across(R"({"at":{"x":-1}})") ==
        across_lines{"6 /at: expected a point on the right [members_disagree]"});
  CHECK(found_across(R"({"at":{"x":"-1"}})").size() == 1); // only its type is wrong
}

TEST_CASE("across: rules of all bases apply, each to its own members") {
  const auto found = [](std::string_view text) {
    const across_lines alone = found_across<ruled_across::child>(text);
    const std::string inside = R"({"children":[)" + std::string(text) + "]}";
    CHECK(found_across<ruled_across::family>(inside).size() == alone.size());
    return alone;
  };
  CHECK(found(R"({"g":0,"p":0,"s":0,"c":0})") == across_lines{});
  CHECK(found(R"({"g":1,"p":1,"s":1,"c":1})") ==
        across_lines{"5 /g: expected another g than 1 [members_disagree]"});
  CHECK(found(R"({"g":2,"p":2,"s":2,"c":2})") ==
        across_lines{"5 /g: expected another g than 2 [members_disagree]",
                     "11 /p: expected another p than 2 [members_disagree]"});
  CHECK(found(R"({"g":3,"p":3,"s":3,"c":3})") ==
        across_lines{"17 /s: expected another s than 3 [members_disagree]"});
  CHECK(found(R"({"g":4,"p":4,"s":4,"c":4})").size() == 4);
  CHECK(found(R"({"s":4})") == across_lines{"5 /s: expected another than 4 [members_disagree]"});
}

TEST_CASE("across: more violations than are kept are reported as truncated") {
  std::string text = R"({"elements":[)";
  for (int i = 0; i < 100; ++i) text += R"({"n":-1},)";
  text.back() = ']';
  text += '}';
  for (const std::size_t kept : {1u, 32u, 100u, 101u}) {
    assay::options o;
    o.limits.max_violations = kept;
    assay::validator<ruled_across::list> v(o);
    CHECK_FALSE(v.check(text));
    CHECK(v.report().violations().size() == std::min<std::size_t>(kept, 100));
    CHECK(v.report().truncated() == (kept < 100));
    CHECK(v.report().violations()[0].path == "/elements/0/n");
  }
  CHECK_FALSE(assay::check<ruled_across::list>(text));
  CHECK(assay::check<ruled_across::list>(text, {.level = level::reference}));
}

TEST_CASE("across: the schema has the rules of all levels about members that exist") {
  const auto checks = assay::schema_of<ruled_across::all>().checks;
  REQUIRE(checks.size() == 4); // without the one at no level, and the one about a no_member
  CHECK(checks[0].words == "a high not below the low");
  CHECK(checks[0].code == assay::code::out_of_range);
  REQUIRE(checks[0].members.size() == 2);
  CHECK(checks[0].members[1] == "high");
  CHECK(assay::schema_of<ruled_across::child>().checks.size() == 4);
}
