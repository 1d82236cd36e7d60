// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/object.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ruled_objects {

using namespace assay;

struct enforced {
  std::optional<int> a{};
  int b{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(enforced, (), (a, b, additional))
consteval auto rules_of(const enforced*) {
  return rules(all_enforced_from(level::strict), described_as("A title", "What it is."));
}

struct closed_always {
  std::optional<int> a{};
};
BOOST_DESCRIBE_STRUCT(closed_always, (), (a))
consteval auto rules_of(const closed_always*) { return rules(closed_from(level::reference)); }

struct closed_later {
  std::optional<int> a{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(closed_later, (), (a, additional))
consteval auto rules_of(const closed_later*) { return rules(closed_from(level::published)); }

struct open {
  std::optional<int> a{};
};
BOOST_DESCRIBE_STRUCT(open, (), (a))
consteval auto rules_of(const open*) { return rules(ignores_unknown_members()); }

struct all {
  std::optional<enforced> e{};
  std::optional<closed_always> c{};
  std::optional<closed_later> l{};
  std::optional<open> o{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(all, (), (e, c, l, o, additional))

// Wide structs: 63, 64, 65 and more members, most of them in bases.
#define ASSAY_TEST_EIGHT(n)                                                                        \
  struct eight_##n {                                                                               \
    std::optional<int> m##n##0 {}, m##n##1 {}, m##n##2 {}, m##n##3 {}, m##n##4 {}, m##n##5 {};     \
    int m##n##6 = n;                                                                               \
    std::optional<std::string> m##n##7 {};                                                         \
  };                                                                                               \
  BOOST_DESCRIBE_STRUCT(eight_##n, (),                                                             \
                        (m##n##0, m##n##1, m##n##2, m##n##3, m##n##4, m##n##5, m##n##6, m##n##7))  \
  consteval auto rules_of(const eight_##n*) {                                                      \
    return rules(ignores_unknown_members(), field<&eight_##n::m##n##6>("", defaulted()),           \
                 field<&eight_##n::m##n##5>("", required_from(level::strict)),                     \
                 check_members<&eight_##n::m##n##0, &eight_##n::m##n##1>(                          \
                     level::published, [](int a, int b) { return a <= b; }, "ascending"));         \
  }
ASSAY_TEST_EIGHT(1)
ASSAY_TEST_EIGHT(2)
ASSAY_TEST_EIGHT(3)
ASSAY_TEST_EIGHT(4)
ASSAY_TEST_EIGHT(5)
ASSAY_TEST_EIGHT(6)
ASSAY_TEST_EIGHT(7)
ASSAY_TEST_EIGHT(8)
ASSAY_TEST_EIGHT(9)
#undef ASSAY_TEST_EIGHT

struct wide_63 : eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7 {
  std::optional<int> p0{}, p1{}, p2{}, p3{}, p4{}, p5{};
  int needed{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(wide_63, (eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7),
                      (p0, p1, p2, p3, p4, p5, needed, additional))
struct wide_64 : eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7, eight_8 {
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(wide_64,
                      (eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7, eight_8),
                      (additional))
struct wide_65 : eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7, eight_8 {
  int needed{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(wide_65,
                      (eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7, eight_8),
                      (needed, additional))
struct wide_73 : eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7, eight_8, eight_9 {
  int needed{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(wide_73,
                      (eight_1, eight_2, eight_3, eight_4, eight_5, eight_6, eight_7, eight_8,
                       eight_9),
                      (needed, additional))
consteval auto rules_of(const wide_73*) { return rules(forbidden("never", "nothing")); }

struct wide_inside {
  std::vector<wide_73> list{};
  std::optional<wide_65> one{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(wide_inside, (), (list, one, additional))

} // namespace ruled_objects

namespace {

using assay::level;
using object_lines = std::vector<std::string>;

template <class T>
std::string written_object(std::string_view text, T& value, level l = level::published) {
  assay::validator<T> v({.level = l});
  if (!v.read(text, value)) return "rejected";
  assay::text_buffer out;
  CHECK(write(value, out));
  return std::string(out.view());
}

/// Returns all members of a T, strings and numbers, without `but`.
template <class T>
std::string full(std::string_view but = {}) {
  std::string out = "{";
  int n = 0;
  for (const assay::member_schema& m : assay::schema_of<T>().members) {
    ++n;
    if (m.forbidden || m.name == but) continue;
    out.append(out.size() > 1 ? ",\"" : "\"").append(m.name).append("\":");
    out += m.type->kind == assay::type_kind::string ? "\"s\"" : std::to_string(n);
  }
  return out + "}";
}

} // namespace

TEST_CASE("object: a rule that a struct enforces from a level on is not enforced below it") {
  using ruled_objects::all;
  for (const level l : {level::reference, level::published, level::strict}) {
    const bool strict = l == level::strict;
    CHECK(assay_test::errors_of<all>(R"({"e":{"a":"x"}})", l) ==
          (strict ? object_lines{"missing_member /e/b", "type_mismatch /e/a"} : object_lines{}));
  }
  all value;
  CHECK(written_object(R"({"e":{"a":"x"}})", value) == R"({"e":{"a":"x"}})");
  CHECK_FALSE(value.e.has_value());
  CHECK(assay::schema_of<ruled_objects::enforced>().title == "A title");
  CHECK(assay::schema_of<ruled_objects::enforced>().about == "What it is.");
}

TEST_CASE("object: a closed struct rejects unknown members from its level on") {
  using ruled_objects::all;
  const std::string_view always = R"({"c":{"a":1,"x":2}})", later = R"({"l":{"x":2,"a":1}})";
  CHECK(assay_test::errors_of<all>(always, level::published) ==
        object_lines{"unknown_member /c/x"});
  CHECK(assay_test::errors_of<all>(always, level::reference) ==
        object_lines{"unknown_member /c/x"});
  CHECK(assay_test::errors_of<all>(later, level::published) == object_lines{"unknown_member /l/x"});
  CHECK(assay_test::lines_of<all>(later, level::reference) == object_lines{});
  all value;
  CHECK(written_object(later, value, level::reference) == R"({"l":{"a":1,"x":2}})");
}

TEST_CASE("object: a struct that ignores unknown members drops them, nulls and invalid values") {
  using ruled_objects::open;
  open value;
  CHECK(written_object(R"({"x":1,"a":2,"y":{"a":3}})", value) == R"({"a":2})");
  CHECK(written_object(R"({"a":null})", value) == "{}");
  value.a = 1;
  CHECK(written_object(R"({"a":"misfit","x":[]})", value, level::reference) == "{}");
}

TEST_CASE("object: wide structs miss no member, and read none twice") {
  using namespace ruled_objects;
  const auto each = [&]<class T>(std::type_identity<T>) {
    CHECK(assay_test::lines_of<T>(full<T>(), level::strict).empty());
    T value;
    CHECK(written_object(full<T>(), value) == full<T>());
    T fresh;
    const std::string only_needed =
        schema_of<T>().find("needed") != nullptr ? R"({"needed":1})" : "{}";
    const std::string of_fresh = written_object(only_needed, fresh);
    CHECK(written_object(only_needed, value) == of_fresh); // nothing is left of the old value
    for (const member_schema& m : schema_of<T>().members) {
      if (m.forbidden) continue;
      CAPTURE(m.name);
      const object_lines errors = assay_test::errors_of<T>(full<T>(m.name), level::strict);
      const bool required = m.required_from != never;
      CHECK(errors ==
            (required ? object_lines{"missing_member /" + std::string(m.name)} : object_lines{}));
      const std::string again =
          full<T>().substr(0, full<T>().size() - 1) + ",\"" + std::string(m.name) + "\":null}";
      CHECK(assay_test::errors_of<T>(again, level::reference) ==
            object_lines{"duplicate_member /" + std::string(m.name)});
    }
  };
  each(std::type_identity<wide_63>());
  each(std::type_identity<wide_64>());
  each(std::type_identity<wide_65>());
  each(std::type_identity<wide_73>());
}

TEST_CASE("object: wide structs keep their rules, as the event and nested") {
  using namespace ruled_objects;
  const std::string_view wrong = R"({"m90":2,"m91":1,"m10":2,"m11":1,"needed":1,"never":0})";
  CHECK(assay_test::errors_of<wide_73>(wrong, level::published) ==
        object_lines{"members_disagree /m91", "members_disagree /m11", "forbidden_member /never"});
  const std::string inside =
      R"({"list":[{"needed":1},)" + std::string(wrong) + R"(],"one":{"m10":3,"m11":2,"needed":0}})";
  CHECK(assay_test::errors_of<wide_inside>(inside, level::published) ==
        object_lines{"members_disagree /list/1/m91", "members_disagree /list/1/m11",
                     "forbidden_member /list/1/never", "members_disagree /one/m11"});
  validator<wide_73> v;
  CHECK(v.check(std::string_view(R"({"needed":5,"m97":"text"})")));
  CHECK(v.text_of<&wide_73::needed>() == "5");
  CHECK(v.text_of<&wide_73::m97>() == "\"text\"");
  CHECK(v.text_of<&wide_73::m10>().empty());
}
