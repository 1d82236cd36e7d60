// SPDX-License-Identifier: BSL-1.0

// A struct template over a dialect: closed or not, with members that only some dialects have, and
// with levels that depend on the dialect.

#include "assay/schema/rules.hpp"

#include "support/catch.hpp"
#include "support/exact_json.hpp"

#include "assay/json/boost_json.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tickets {

enum class dialect { open, closed };

/// Returns whether the ticket ends at or after its start; true if one is not a number.
inline bool is_forward(assay::json_text from, assay::json_text to) {
  return from.empty() || to.empty() || from.text().size() < to.text().size() ||
         (from.text().size() == to.text().size() && from.text() <= to.text());
}

/// Finds the first empty stop.
template <class Ticket>
void find_empty_stop(const assay::object_texts& ticket, assay::rule_violations& found) {
  const std::string_view stops = ticket.text_of<&Ticket::stops>();
  const std::size_t at = stops.find(R"("")");
  if (at != stops.npos) found.add(stops.substr(at, 2), "a stop with a name");
}

template <dialect D>
struct ticket {
  std::conditional_t<D == dialect::open, std::optional<std::string>, assay::no_member> project{};
  std::optional<assay::number> from{};
  std::optional<assay::number> to{};
  std::optional<std::vector<std::string>> stops{};
  assay::optional_or_null<std::string> template_{};
  assay::additional_members additional{};
  BOOST_DESCRIBE_CLASS(ticket, (), (project, from, to, stops, template_, additional), (), ())
  friend bool operator==(const ticket&, const ticket&) = default;
};

template <dialect D>
consteval auto rules_of(const ticket<D>*) {
  using namespace assay;
  using t = ticket<D>;
  constexpr bool is_open = D == dialect::open;
  return rules(
      closed_from(is_open ? never : level::published),
      field<&t::project>("Whose.", min_length(1), required_from(level::published)),
      field<&t::from>("Where it begins.", whole(is_open ? level::published : level::strict),
                      not_null(), required_from(is_open ? level::published : level::strict)),
      field<&t::to>("Where it ends.", minimum(0), not_null()),
      field<&t::stops>("Between.", not_null()),
      field<&t::template_>("What it was made from.", not_null(is_open ? never : level::reference)),
      check_members<&t::from, &t::to>(level::strict, is_forward, "an end after the beginning"),
      check_object(is_open ? level::published : never, find_empty_stop<t>, code::too_short));
}

template <dialect D>
struct journey {
  std::optional<std::vector<ticket<D>>> tickets{};
  std::optional<ticket<D>> back{};
  std::optional<assay::typed_or_raw<ticket<D>>> other{};
  assay::additional_members additional{};
  BOOST_DESCRIBE_CLASS(journey, (), (tickets, back, other, additional), (), ())
  friend bool operator==(const journey&, const journey&) = default;
};

using open_ticket = ticket<dialect::open>;
using closed_ticket = ticket<dialect::closed>;
using open_journey = journey<dialect::open>;
using closed_journey = journey<dialect::closed>;

} // namespace tickets

namespace {

using assay::level;
using namespace tickets;
using lines = std::vector<std::string>;

/// Returns what is found: the same for the text, checked or read, and for the value. An accepted
/// text is written back unchanged.
template <class T>
lines found(std::string_view text, level l) {
  INFO(text);
  assay::validator<T> checker({.level = l}), reader({.level = l});
  assay::value_validator<T> values({.level = l});
  T value;
  const bool accepted = checker.check(text);
  CHECK(reader.read(text, value) == accepted);
  CHECK(values.check(boost::json::parse(text)) == accepted);
  const auto lines_of = [](const assay::report& r) {
    lines out;
    for (const assay::violation& v : r.violations()) out.push_back(to_string(v));
    return out;
  };
  const lines checked = lines_of(checker.report());
  CHECK(lines_of(reader.report()) == checked);
  CHECK(lines_of(values.report()) == checked);
  assay::options verdict_only{.level = l};
  verdict_only.limits.max_violations = 0;
  CHECK(assay::check<T>(text, verdict_only) == accepted);
  if (accepted) {
    assay::text_buffer out;
    REQUIRE(write(value, out));
    CHECK(assay_test::is_same_json(out.view(), text));
  }
  return checked;
}

} // namespace

TEST_CASE("closed_from: from its level on, unknown members are errors") {
  const std::string_view text = R"({"from":1,"more":{"a":[1]}})";
  CHECK(found<closed_ticket>(text, level::reference) == lines{});
  CHECK(found<closed_ticket>(text, level::published) ==
        lines{"/more: the member is not in the schema [unknown_member]"});
  CHECK(found<closed_ticket>(text, level::strict) ==
        lines{"/more: the member is not in the schema [unknown_member]"});
}

TEST_CASE("closed_from: `never` means the same as no closed_from") {
  const std::string_view text = R"({"project":"p","from":1,"more":1})";
  CHECK(found<open_ticket>(text, level::reference) == lines{});
  CHECK(found<open_ticket>(text, level::published) == lines{});
  CHECK(found<open_ticket>(text, level::strict) ==
        lines{"/more: warning: the member is not in the schema [unknown_member]"});
}

TEST_CASE("closed_from: a closed struct keeps unknown members below its level, also when nested") {
  CHECK(found<closed_journey>(R"({"tickets":[{"more":1,"more":2}],"back":{"x":null},"y":1})",
                              level::reference) == lines{});
  CHECK(found<closed_journey>(R"({"tickets":[{},{"more":1}],"back":{"x":null},"y":1})",
                              level::published) ==
        lines{"/tickets/1/more: the member is not in the schema [unknown_member]",
              "/back/x: the member is not in the schema [unknown_member]"});
}

TEST_CASE("no_member: the name is unknown to a struct without the member") {
  CHECK(found<closed_ticket>(R"({"project":"p"})", level::published) ==
        lines{"/project: the member is not in the schema [unknown_member]"});
  CHECK(found<closed_ticket>(R"({"project":7})", level::reference) == lines{});
  CHECK(found<open_ticket>(R"({"project":7,"from":1})", level::published) ==
        lines{"/project: expected string, found number [type_mismatch]"});
  CHECK(found<open_ticket>(R"({"from":1})", level::published) ==
        lines{"/project: the member is missing: expected non-empty string [missing_member]"});
}

TEST_CASE("rules: a trailing underscore is not part of a member's name") {
  assay::validator<closed_ticket> v;
  closed_ticket t;
  REQUIRE(v.read(R"({"template":"x"})", t));
  CHECK(t.template_ == "x");
  CHECK(v.text_of<&closed_ticket::template_>() == R"("x")");
  CHECK(found<closed_ticket>(R"({"template_":"x"})", level::published) ==
        lines{"/template_: the member is not in the schema [unknown_member]"});
}

TEST_CASE("not_null: depends on its level") {
  CHECK(found<open_ticket>(R"({"project":"p","from":1,"template":null})", level::published) ==
        lines{});
  CHECK(found<closed_ticket>(R"({"template":null})", level::published) ==
        lines{"/template: expected string, found null [type_mismatch]"});
  CHECK(found<closed_ticket>(R"({"template":null})", level::reference) ==
        lines{"/template: warning: expected string, found null [type_mismatch]"});
}

TEST_CASE("not_null: together with required_from, null is rejected if either rejects it") {
  CHECK(found<closed_ticket>(R"({"from":null})", level::reference) ==
        lines{"/from: warning: expected number, found null [type_mismatch]"});
  CHECK(found<closed_ticket>(R"({"from":null})", level::published) ==
        lines{"/from: expected number, found null [type_mismatch]"});
  CHECK(found<closed_ticket>("{}", level::published) == lines{});
  CHECK(found<closed_ticket>("{}", level::strict) ==
        lines{"/from: the member is missing: expected whole number [missing_member]"});
}

TEST_CASE("whole: a number is checked by its value, not by its spelling") {
  for (const std::string n : {"0", "1", "1.0", "-12.000", "1e3", "1.5e1", "150e-1"}) {
    CAPTURE(n);
    CHECK(found<closed_ticket>(R"({"from":)" + n + "}", level::strict) == lines{});
    CHECK(found<open_ticket>(R"({"project":"p","from":)" + n + "}", level::published) == lines{});
  }
  for (const std::string n : {"1.5", "-0.25", "15e-2", "1e-1", "0.5e0"}) {
    CAPTURE(n);
    const lines wrong{"/from: expected whole number, found number [type_mismatch]"};
    CHECK(found<closed_ticket>(R"({"from":)" + n + "}", level::strict) == wrong);
    CHECK(found<closed_ticket>(R"({"from":)" + n + "}", level::published) == lines{});
    CHECK(found<open_ticket>(R"({"project":"p","from":)" + n + "}", level::published) == wrong);
  }
}

TEST_CASE("check_members: applies wherever the struct is used, and reports that place") {
  const std::string_view text =
      R"({"tickets":[{"from":1,"to":2},{"to":1,"from":2},{"from":3,"to":3}],"back":{"from":20,"to":9},"other":{"from":2,"to":1}})";
  CHECK(found<closed_journey>(text, level::published) == lines{});
  CHECK(found<closed_journey>(text, level::strict) ==
        lines{"/tickets/1/to: expected an end after the beginning [members_disagree]",
              "/back/to: expected an end after the beginning [members_disagree]",
              "/other/to: expected an end after the beginning [members_disagree]"});
  CHECK(found<closed_ticket>(R"({"from":2,"to":1})", level::strict) ==
        lines{"/to: expected an end after the beginning [members_disagree]"});
}

TEST_CASE("check_members: several rules, each with its own level, text and code") {
  const std::string_view text = R"({"back":{"project":"p","from":2,"to":1,"stops":["a","","b"]}})";
  CHECK(found<open_journey>(text, level::published) ==
        lines{"/back/stops/1: expected a stop with a name, found string of 0 bytes [too_short]"});
  CHECK(found<open_journey>(text, level::strict) ==
        lines{"/back/to: expected an end after the beginning [members_disagree]",
              "/back/stops/1: expected a stop with a name, found string of 0 bytes [too_short]"});
  CHECK(found<closed_ticket>(R"({"from":2,"to":3,"stops":[""]})", level::strict) ==
        lines{}); // never
}

TEST_CASE("check_members: a nested struct's members are its own") {
  // The rules of an element must not see values of another.
  CHECK(found<closed_journey>(R"({"tickets":[{"from":5,"to":6},{"to":1}],"back":{"from":0}})",
                              level::strict) ==
        lines{"/tickets/1/from: the member is missing: expected whole number [missing_member]"});
}

namespace tickets {

struct halt {
  std::optional<std::string> name{};
  std::optional<std::string> note{};
  assay::additional_members additional{};
  friend bool operator==(const halt&, const halt&) = default;
};
BOOST_DESCRIBE_STRUCT(halt, (), (name, note, additional))

struct tram {
  std::optional<std::vector<assay::typed_or_raw<halt>>> halts{};
  std::optional<halt> last{};
  std::optional<std::vector<tram>> trams{};
  assay::additional_members additional{};
  friend bool operator==(const tram&, const tram&) = default;
};
BOOST_DESCRIBE_STRUCT(tram, (), (halts, last, trams, additional))

consteval auto rules_of(const halt*) {
  return assay::rules(assay::collect<&halt::note, &halt::name>(assay::level::published));
}

/// Finds each name that occurred before.
inline void find_repeated_names(const assay::object_texts& tram, assay::rule_violations& found) {
  const auto notes_and_names = tram.collected();
  for (std::size_t i = 1; i < notes_and_names.size(); i += 2)
    for (std::size_t j = 1; j < i; j += 2)
      if (!notes_and_names[i].empty() && notes_and_names[i] == notes_and_names[j]) {
        found.add(notes_and_names[i], "another name");
        break;
      }
}

consteval auto rules_of(const tram*) {
  return assay::rules(assay::check_object(assay::level::published, find_repeated_names));
}

} // namespace tickets

TEST_CASE("check_object: gets what nested objects collect, each once and in order") {
  CHECK(found<tram>(
            R"({"halts":[{"name":"a"},{"note":"a"},{"name":"b","note":"b"}],"last":{"name":"c"}})",
            level::strict) == lines{});
  CHECK(found<tram>(R"({"halts":[{"name":"a"},{},{"name":"b"}],"last":{"note":"a","name":"a"}})",
                    level::published) ==
        lines{"/last/name: expected another name [members_disagree]"});
  CHECK(found<tram>(
            R"({"last":{"name":"a"},"halts":[{"x":1},{"name":"b","name2":"a"},{"name":"a"}]})",
            level::published) == lines{"/halts/2/name: expected another name [members_disagree]"});
  CHECK(found<tram>(R"({"halts":[{"name":"a"},{"name":"a"}]})", level::reference) == lines{});
  CHECK(found<tram>(R"({"halts":[{"name":"a"},{"name":"b"},{"name":"b"},{"name":"a"}]})",
                    level::published) ==
        lines{"/halts/2/name: expected another name [members_disagree]",
              "/halts/3/name: expected another name [members_disagree]"});
}

TEST_CASE("check_object: each object gets only its own violations") {
  CHECK(
      found<tram>(
          R"({"halts":[{"name":"a"}],"trams":[{"halts":[{"name":"a"}]},{"halts":[{"name":"a"}]}],"last":{"name":"b"}})",
          level::published) == lines{});
  CHECK(found<tram>(
            R"({"trams":[{"halts":[{"name":"a"}]},{"halts":[{"name":"b"}],"last":{"name":"b"}}]})",
            level::published) ==
        lines{"/trams/1/last/name: expected another name [members_disagree]"});
}

TEST_CASE("check_object: nothing of an abandoned object is left for the next") {
  assay::validator<tram> v;
  CHECK_FALSE(v.check(R"({"halts":[{"name":"a"},{"name":"b"},])"));
  CHECK(v.check(R"({"halts":[{"name":"a"}],"last":{"name":"b"}})"));
}

TEST_CASE("check_object: an element that was raw is visited once when it is typed again") {
  assay::validator<tram> v;
  tram value;
  value.halts.emplace();
  value.halts->emplace_back(assay::raw_json(1)); // so that the element is checked before it is read
  CHECK(v.read(R"({"halts":[{"name":"a"}]})", value));
  CHECK(std::get<halt>(value.halts->at(0)).name == "a");
}
