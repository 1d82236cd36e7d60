// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rules/names.hpp"

#include "support/findings.hpp"

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"
#include "assay/schema/schema_of.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#define ASSAY_TEST_TEN "0123456789"
#define ASSAY_TEST_HUNDRED                                                                         \
  ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN        \
      ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN

namespace ruled_names {

using namespace assay;

enum class size { very_small, large_, other };
BOOST_DESCRIBE_ENUM(size, very_small, large_, other)
consteval auto rules_of(const size*) {
  return rules(names_in(case_style::pascal_case), named<size::other>("a \"b\" \xE2\x82\xAC"));
}

/// Names with lengths around what is compared in one step.
struct lengths {
  std::optional<int> n1{}, n28{}, n29{}, n30{}, n31{}, n32{}, n300{}, m300{}, euro{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(lengths, (), (n1, n28, n29, n30, n31, n32, n300, m300, euro, additional))
consteval auto rules_of(const lengths*) {
  return rules(named<&lengths::n1>("1"),
               named<&lengths::n28>(ASSAY_TEST_TEN ASSAY_TEST_TEN "01234567"),
               named<&lengths::n29>(ASSAY_TEST_TEN ASSAY_TEST_TEN "012345678"),
               named<&lengths::n30>(ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN),
               named<&lengths::n31>(ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN "0"),
               named<&lengths::n32>(ASSAY_TEST_TEN ASSAY_TEST_TEN ASSAY_TEST_TEN "01"),
               named<&lengths::n300>(ASSAY_TEST_HUNDRED ASSAY_TEST_HUNDRED ASSAY_TEST_HUNDRED),
               named<&lengths::m300>(ASSAY_TEST_HUNDRED ASSAY_TEST_HUNDRED ASSAY_TEST_TEN),
               named<&lengths::euro>("\xE2\x82\xAC/~ "));
}

struct styled_base {
  std::optional<int> first_part{};
  std::optional<int> second_part{};
};
BOOST_DESCRIBE_STRUCT(styled_base, (), (first_part, second_part))
consteval auto rules_of(const styled_base*) {
  return rules(names_in(case_style::screaming_snake_case), ignores_unknown_members(),
               named<&styled_base::second_part>("2nd"));
}
struct keeping : styled_base { // does not set a style
  std::optional<int> own_part{};
  std::optional<size> how_large{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(keeping, (styled_base), (own_part, how_large, additional))
struct restyling : styled_base {
  std::optional<int> own_part_{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(restyling, (styled_base), (own_part_, additional))
consteval auto rules_of(const restyling*) { return rules(names_in(case_style::kebab_case)); }

// Rules that a struct states about a base's members also apply to structs derived from it.
struct middle : styled_base {
  std::optional<int> third_part{};
};
BOOST_DESCRIBE_STRUCT(middle, (styled_base), (third_part))
consteval auto rules_of(const middle*) {
  return rules(names_in(case_style::dotted), ignores_unknown_members(),
               all_enforced_from(level::strict), named<&middle::second_part>("deux"),
               field<&middle::first_part>("The first.", maximum(5)));
}
struct last : middle {
  std::optional<int> own_part{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(last, (middle), (own_part, additional))

} // namespace ruled_names

namespace {

template <class T>
std::string names_of() {
  std::string out;
  for (const assay::member_schema& m : assay::schema_of<T>().members)
    out.append(m.name).append(" ");
  return out;
}

/// Returns the name with its i-th character as an escape.
std::string with_escape(std::string name, std::size_t i) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto c = static_cast<unsigned char>(name[i]);
  return name.replace(i, 1, std::string("\\u00") + digits[c >> 4] + digits[c & 15]);
}

} // namespace

TEST_CASE("names: members with names of any length are found, plain and escaped, in any order") {
  using namespace ruled_names;
  const auto& members = schema_of<lengths>().members;
  std::string in_order = "{", backwards = "{", escaped = "{";
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto add = [](std::string& out, std::string_view name, std::size_t value) {
      if (out.size() > 1) out += ',';
      out.append("\"").append(name).append("\":").append(std::to_string(value));
    };
    const std::string name(members[i].name);
    const bool is_ascii = static_cast<signed char>(name[0]) > 0;
    add(in_order, name, i);
    add(backwards, members[members.size() - 1 - i].name, members.size() - 1 - i);
    add(escaped, is_ascii ? with_escape(name, name.size() / 2) : "\\u20ac\\/\\u007e ", i);
  }
  for (std::string* text : {&in_order, &backwards, &escaped}) {
    *text += '}';
    CAPTURE(*text);
    for (const bool as_last : {false, true}) { // more than a window after the last name, and less
      const std::string_view view = *text;
      const std::string longer = *text + std::string(100, ' ') + "\n";
      validator<lengths> v({.level = level::strict, .reject_unknown_members = true});
      lengths value;
      CHECK(v.read(as_last ? view : std::string_view(longer), value));
      CHECK(value.n1 == 0);
      CHECK(value.n29 == 2);
      CHECK(value.n30 == 3);
      CHECK(value.n31 == 4);
      CHECK(value.n300 == 6);
      CHECK(value.m300 == 7);
      CHECK(value.euro == 8);
      text_buffer out;
      CHECK(write(value, out));
      CHECK(out.view() == in_order.substr(0, in_order.find('}')) + "}");
    }
  }
}

TEST_CASE("names: a name that is nearly a member's is unknown") {
  using namespace ruled_names;
  for (const member_schema& m : schema_of<lengths>().members)
    for (const std::string& name : {std::string(m.name) + "x", "x" + std::string(m.name),
                                    std::string(m.name.substr(0, m.name.size() - 1)) + "x"}) {
      CAPTURE(name);
      CHECK(assay_test::errors_of<lengths>("{\"" + name + "\":\"x\"}", level::strict).empty());
      CHECK(assay_test::lines_of<lengths>("{\"" + name + "\":1}", level::strict).size() == 1);
    }
}

TEST_CASE("names: a duplicate name is reported, however it is spelled") {
  using namespace ruled_names;
  for (const member_schema& m : schema_of<lengths>().members) {
    if (static_cast<signed char>(m.name[0]) < 0) continue;
    const std::string name(m.name);
    const std::string text = "{\"" + name + "\":1,\"" + with_escape(name, 0) + "\":2}";
    validator<lengths> v;
    CHECK_FALSE(v.check(text));
    REQUIRE(v.report().violations().size() == 1);
    CHECK(v.report().violations()[0].code == code::duplicate_member);
    CHECK(v.report().violations()[0].first_offset == 1u);
    CHECK(v.report().violations()[0].offset == name.size() + 6);
  }
}

TEST_CASE("names: a struct's style applies to its own members and those of bases without a style") {
  using namespace ruled_names;
  CHECK(names_of<styled_base>() == "FIRST_PART 2nd ");
  CHECK(names_of<keeping>() == "FIRST_PART 2nd own_part how_large ");
  CHECK(names_of<restyling>() == "first-part 2nd own-part ");
}

TEST_CASE("names: a base's rules for its base's members apply to derived structs") {
  using namespace ruled_names;
  CHECK(names_of<middle>() == "first.part deux third.part ");
  CHECK(names_of<last>() == "first.part deux third.part own_part ");
  CHECK(assay_test::errors_of<last>(R"({"first.part":6})", level::strict) ==
        std::vector<std::string>{"out_of_range /first.part"});
  CHECK(assay_test::errors_of<last>(R"({"first.part":6})", level::published).empty());
}

TEST_CASE("names: enumerators have a style and names of their own") {
  using namespace ruled_names;
  for (const std::string_view name : {"VerySmall", "Large", "a \\\"b\\\" \xE2\x82\xAC",
                                      "\\u0056erySmall", "a \\u0022b\\\" \\u20ac"})
    CHECK(assay_test::errors_of<keeping>(R"({"how_large":")" + std::string(name) + "\"}",
                                         level::strict)
              .empty());
  for (const std::string_view name : {"very_small", "large", "Large_", "other", ""})
    CHECK(assay_test::errors_of<keeping>(R"({"how_large":")" + std::string(name) + "\"}",
                                         level::strict) ==
          std::vector<std::string>{"not_one_of /how_large"});
}
