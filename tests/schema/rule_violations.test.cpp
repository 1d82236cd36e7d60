// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/rule_violations.hpp"

#include "support/catch.hpp"
#include "support/findings.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

// The texts of members are found wherever the additional members are described, and together with
// members that a dialect does not have, forbidden members and a tag.

namespace warehouse {

enum class place { first, middle, last };

template <bool Here>
using additional_if = std::conditional_t<Here, assay::additional_members, assay::no_member>;

inline bool is_lighter_empty(assay::json_text full, assay::json_text empty) {
  return full.empty() || empty.empty() || empty.text().size() < full.text().size();
}

inline bool never_holds(assay::json_text owner) { return !owner.empty(); }

template <place P>
struct crate {
  additional_if<P == place::first> before{};
  assay::no_member owner{};
  std::optional<std::string> name{};
  additional_if<P == place::middle> between{};
  std::optional<assay::number> full{};
  std::optional<assay::number> empty{};
  additional_if<P == place::last> behind{};
  BOOST_DESCRIBE_CLASS(crate, (), (before, owner, name, between, full, empty, behind), (), ())
  friend bool operator==(const crate&, const crate&) = default;
};

template <place P>
consteval auto rules_of(const crate<P>*) {
  using namespace assay;
  using c = crate<P>;
  return rules(collect<&c::owner, &c::empty, &c::name>(level::published),
               forbidden("secret", "nothing"),
               check_members<&c::full, &c::empty>(level::published, is_lighter_empty,
                                                  "less than when it is full"),
               check_members<&c::owner>(level::strict, never_holds, "an owner"));
}

template <place P>
void find_repeated_names(const assay::object_texts& texts, assay::rule_violations& found) {
  const auto collected = texts.collected();
  for (std::size_t i = 3; i < collected.size(); i += 3) {
    found.add(collected[i], "no owner");
    if (collected[i + 2] == collected[2]) found.add(collected[i + 2], "another name");
  }
}

template <place P>
struct load {
  additional_if<P == place::first> before{};
  std::vector<crate<P>> crates{};
  additional_if<P == place::middle> between{};
  std::string to{};
  additional_if<P == place::last> behind{};
  BOOST_DESCRIBE_CLASS(load, (), (before, crates, between, to, behind), (), ())
  friend bool operator==(const load&, const load&) = default;
};

template <place P>
consteval auto rules_of(const load<P>*) {
  return assay::rules(assay::check_object(assay::level::published, find_repeated_names<P>));
}

BOOST_DEFINE_ENUM_CLASS(kind_, delete_, load)
template <place P>
using content = std::variant<crate<P>, load<P>, assay::untyped_payload>;
template <place P>
consteval auto rules_of(const content<P>*) {
  return assay::alternatives<kind_>();
}

template <place P>
struct delivery {
  additional_if<P == place::first> before{};
  std::string id{};
  additional_if<P == place::middle> between{};
  warehouse::content<P> content{};
  std::optional<std::string> note{};
  additional_if<P == place::last> behind{};
  BOOST_DESCRIBE_CLASS(delivery, (), (before, id, between, content, note, behind), (), ())
  friend bool operator==(const delivery&, const delivery&) = default;
};

inline bool has_id_as_note(std::string_view id, std::string_view note) { return note == id; }

template <place P>
consteval auto rules_of(const delivery<P>*) {
  using d = delivery<P>;
  return assay::rules(
      assay::tag<&d::content>("kind", "What comes."),
      assay::check_members<&d::id, &d::note>(assay::level::published, has_id_as_note, "the id"));
}

} // namespace warehouse

namespace {

using assay::level;
using assay_test::lines_of;
using warehouse::place;
using texts = std::vector<std::string>;

} // namespace

TEMPLATE_TEST_CASE(
    "text_of: gives the member's text, wherever the additional members are described", "",
    (std::integral_constant<place, place::first>), (std::integral_constant<place, place::middle>),
    (std::integral_constant<place, place::last>)) {
  constexpr place p = TestType::value;
  using crate = warehouse::crate<p>;
  using delivery = warehouse::delivery<p>;

  assay::validator<crate> crates;
  REQUIRE(crates.check(R"({"full":20,"x":1,"name":"n","empty":3})"));
  CHECK(crates.template text_of<&crate::name>() == R"("n")");
  CHECK(crates.template text_of<&crate::full>() == "20");
  CHECK(crates.template text_of<&crate::empty>() == "3");
  CHECK(crates.template text_of<&crate::owner>().empty()); // a no_member, and not the first member
  REQUIRE(crates.check("{}"));
  CHECK(crates.template text_of<&crate::name>().empty());

  assay::validator<delivery> deliveries;
  REQUIRE(
      deliveries.check(R"({"kind":"load","id":"1","content":{"crates":[],"to":"x"},"note":"1"})"));
  CHECK(deliveries.text_of_tag() == R"("load")");
  CHECK(deliveries.template text_of<&delivery::id>() == R"("1")");
  CHECK(deliveries.template text_of<&delivery::content>() == R"({"crates":[],"to":"x"})");
  CHECK(deliveries.template text_of<&delivery::note>() == R"("1")");
}

TEMPLATE_TEST_CASE(
    "check_members: looks at its members and is reported at them, wherever the additional "
    "members are described",
    "", (std::integral_constant<place, place::first>),
    (std::integral_constant<place, place::middle>), (std::integral_constant<place, place::last>)) {
  constexpr place p = TestType::value;
  const auto l = level::published;
  CHECK(lines_of<warehouse::crate<p>>(R"({"name":"n","full":1,"empty":20})", l) ==
        texts{"/empty: expected less than when it is full [members_disagree]"});
  CHECK(
      lines_of<warehouse::load<p>>(
          R"({"crates":[{"name":"n"},{"full":1,"empty":22,"name":"n"},{"secret":null}],"to":"x"})",
          l) == texts{"/crates/1/empty: expected less than when it is full [members_disagree]",
                      "/crates/1/name: expected another name [members_disagree]",
                      "/crates/2/secret: the member is not allowed: nothing [forbidden_member]"});
  CHECK(lines_of<warehouse::delivery<p>>(
            R"({"kind":"delete","id":"1","content":{"empty":22,"full":1},"note":"2"})", l) ==
        texts{"/content/empty: expected less than when it is full [members_disagree]",
              "/note: expected the id [members_disagree]"});
}

TEMPLATE_TEST_CASE(
    "check_members: at a member that the dialect does not have, it is reported at the object", "",
    (std::integral_constant<place, place::first>), (std::integral_constant<place, place::middle>),
    (std::integral_constant<place, place::last>)) {
  constexpr place p = TestType::value;
  const auto l = level::strict;
  CHECK(lines_of<warehouse::crate<p>>(R"({"name":"n"})", l) ==
        texts{"(event): expected an owner [members_disagree]"});
  CHECK(lines_of<warehouse::load<p>>(R"({"crates":[{"name":"n"}],"to":"x"})", l) ==
        texts{"/crates/0: expected an owner [members_disagree]"});
}

TEMPLATE_TEST_CASE("write: keeps the order of the members, and the additional ones last, wherever "
                   "they are described",
                   "", (std::integral_constant<place, place::first>),
                   (std::integral_constant<place, place::middle>),
                   (std::integral_constant<place, place::last>)) {
  using delivery = warehouse::delivery<TestType::value>;
  delivery d;
  REQUIRE(assay::validator<delivery>().read(
      R"({"x":1,"note":"1","content":{"y":2,"empty":3,"name":"n"},"id":"1","kind":"d\u0065lete"})",
      d));
  assay::text_buffer out;
  REQUIRE(write(d, out));
  CHECK(out.view() ==
        R"({"kind":"delete","id":"1","content":{"name":"n","empty":3,"y":2},"note":"1","x":1})");
}

TEST_CASE("rule_violations: all are kept, and an empty text is ignored") {
  assay::rule_violations found;
  found.add("", "nothing");
  CHECK(found.size() == 0);
  for (std::size_t i = 0; i < 1000; ++i) found.add("x", i == 0 ? "first" : "later");
  CHECK(found.size() == 1000);
  CHECK(found.place(0) == "x");
  CHECK(found.expected(0) == "first");
  CHECK(found.expected(999) == "later");
}
