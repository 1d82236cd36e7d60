// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules.hpp"

#include "support/catch.hpp"
#include "support/told.hpp"

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bases {

using namespace assay;

constexpr bool rises(int a, int b) { return a <= b; }

struct first {
  int x{};
  int y{};
};
BOOST_DESCRIBE_STRUCT(first, (), (x, y))

consteval auto rules_of(const first*) {
  return rules(ignores_unknown_members(), forbidden("z", "send `x`"),
               collect<&first::x>(level::published),
               check_members<&first::x, &first::y>(level::published, rises, "a `y` from `x` on"));
}

inline void note_own_members(const object_texts& texts, rule_violations& found) {
  if (texts.text_of<&first::y>() == "7") found.add(texts.text_of<&first::y>(), "no 7");
}

struct second : first {
  int w{};
};
BOOST_DESCRIBE_STRUCT(second, (first), (w))

inline void note_sevens(const object_texts& texts, rule_violations& found) {
  note_own_members(texts, found);
  if (texts.text_of<&second::w>() == "7") found.add(texts.text_of<&second::w>(), "no 7");
}

consteval auto rules_of(const second*) {
  return rules(ignores_unknown_members(), check_object(level::published, note_sevens),
               check_members<&second::y, &second::w>(level::published, rises, "a `w` from `y` on"));
}

/// States no rules: those of its bases apply.
struct third : second {
  int v{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(third, (second), (v, additional))

inline void note_collected(const object_texts& texts, rule_violations& found) {
  for (const std::string_view x : texts.collected())
    if (x == "9") found.add(x, "no 9 in the list");
}

struct list {
  std::vector<third> items{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(list, (), (items, additional))

consteval auto rules_of(const list*) {
  return rules(check_object(level::published, note_collected));
}

} // namespace bases

namespace {

using lines = std::vector<std::string>;

/// Returns what is reported for an item that is the only one in a list.
lines told(const std::string& item) {
  return assay_test::told<bases::list>(R"({"items":[)" + item + "]}");
}

} // namespace

TEST_CASE("bases: forbidden members and checks of a base's base apply to the struct") {
  CHECK(told(R"({"x":1,"y":2,"w":3,"v":4})") == lines{"accepted"});
  CHECK(told(R"({"x":3,"y":2,"w":3,"v":4,"z":null})") ==
        lines{"21 /items/0/y: expected a `y` from `x` on [members_disagree]",
              "39 /items/0/z: the member is not allowed: send `x` [forbidden_member]", "rejected"});
}

TEST_CASE("bases: a rule can be about members of the struct and of its base") {
  CHECK(told(R"({"x":1,"y":2,"w":1,"v":4})") ==
        lines{"27 /items/0/w: expected a `w` from `y` on [members_disagree]", "rejected"});
}

TEST_CASE("bases: a rule on a base's object gets the texts of the base's members") {
  CHECK(told(R"({"x":1,"y":7,"w":7,"v":7})") ==
        lines{"21 /items/0/y: expected no 7 [members_disagree]",
              "27 /items/0/w: expected no 7 [members_disagree]", "rejected"});
}

TEST_CASE("bases: members that a base collects are collected from the struct") {
  CHECK(told(R"({"x":9,"y":9,"w":9,"v":9})") ==
        lines{"15 /items/0/x: expected no 9 in the list [members_disagree]", "rejected"});
}
