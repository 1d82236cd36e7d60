// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/schema_of.hpp"

#include "assay/json/validator.hpp"
#include "schema/zoo.hpp"
#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::type_kind;

/// Visits everything that a schema refers to, each struct once.
struct explorer {
  std::set<type_kind> kinds{};
  std::set<assay::rule_kind> rules{};
  std::set<const assay::object_schema*> objects{};

  void visit(const assay::object_schema& s) {
    if (!objects.insert(&s).second) return;
    for (const assay::member_schema& m : s.members) {
      CHECK_FALSE(m.name.empty());
      CHECK(s.find(m.name) == &m);
      CHECK((m.type == nullptr) == m.forbidden);
      for (const assay::rule& r : m.rules) rules.insert(r.kind);
      if (m.type != nullptr) visit(*m.type);
    }
    for (const assay::check_schema& c : s.checks) {
      CHECK(c.from != assay::never);
      CHECK((!c.words.empty() || c.members.empty()));
      for (const std::string_view name : c.members) CHECK(s.find(name) != nullptr);
    }
    CHECK(s.find("no member's name") == nullptr);
  }
  void visit(const assay::type_schema& t) {
    kinds.insert(t.kind);
    CHECK_FALSE(t.name.empty());
    CHECK((t.object != nullptr) == (t.kind == type_kind::object));
    CHECK((t.element != nullptr) == (t.kind == type_kind::array || t.kind == type_kind::map));
    CHECK(t.minimum.empty() == (t.kind != type_kind::integer));
    if (t.kind == type_kind::tagged) CHECK(t.names.size() == t.alternatives.size());
    if (t.object != nullptr) visit(t.object());
    if (t.element != nullptr) visit(*t.element);
    for (const assay::type_schema& a : t.alternatives) visit(a);
  }
};

} // namespace

TEST_CASE(
    "schema_of: everything that an event refers to is described, including recursive structs") {
  explorer seen;
  seen.visit(assay::schema_of<assay_zoo::event>());
  CHECK(seen.kinds.size() == 14); // all except `none`
  CHECK(seen.rules.size() == 16); // all
  CHECK(seen.objects.contains(&assay::schema_of<assay_zoo::node>()));
  CHECK(seen.objects.size() == 19);
}

TEST_CASE("schema_of: a member's schema is the one in its struct's schema") {
  using assay_zoo::integers;
  CHECK(&assay::schema_of_member<&integers::u8>() == assay::schema_of<integers>().find("u8"));
  constexpr const assay::member_schema& percent = assay::schema_of_member<&integers::percent>();
  static_assert(percent.name == "percent", "usable at compile time");
  CHECK(percent.about == "A share.");
  CHECK(percent.type->name == "integer from 0 to 255");
  CHECK(percent.type->minimum == "0");
  CHECK(percent.type->maximum == "255");
}

TEST_CASE("schema_of: types are described without a struct") {
  const assay::type_schema& list = assay::schema_of_type<std::vector<std::int8_t>>();
  CHECK(list.kind == type_kind::array);
  CHECK(list.size == 0);
  CHECK(list.element->minimum == "-128");
  CHECK(assay::schema_of_type<std::array<bool, 3>>().size == 3);
  CHECK(assay::schema_of_type<std::optional<std::string>>().kind == type_kind::string);
  CHECK(assay::schema_of_type<float>().size == 4);
  CHECK(assay::schema_of_type<assay_zoo::color>().names[1] == "dark-blue");
}

TEST_CASE("schema_of: a value that may be anything has a type from its struct's level on") {
  using assay::level;
  CHECK(assay::schema_of_type<assay::typed_or_raw<assay_zoo::point>>().typed_from ==
        level::published);
  CHECK(assay::schema_of_type<assay::typed_or_raw<assay_zoo::closing>>().typed_from ==
        level::reference);
  CHECK(assay::schema_of_type<assay::typed_or_raw<assay_zoo::ignoring>>().typed_from ==
        level::strict);
}

namespace {

template <class T>
struct of_any {
  int value = 0;
  assay::additional_members additional;
  BOOST_DESCRIBE_CLASS(of_any, (), (value, additional), (), ())

  struct inner {
    T value{};
    assay::additional_members additional;
    BOOST_DESCRIBE_CLASS(inner, (), (value, additional), (), ())
  };
};

} // namespace

TEST_CASE("schema_of: a struct's name has no namespaces and template arguments") {
  static_assert(assay::schema_of<assay_zoo::event>().name == "event");
  static_assert(assay::schema_of<of_any<assay_zoo::node>>().name == "of_any");
  static_assert(assay::schema_of<of_any<int>>().name == "of_any");
  CHECK(assay::schema_of<of_any<int>::inner>().name == "inner");
}
