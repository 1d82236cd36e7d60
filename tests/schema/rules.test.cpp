#include "assay/schema/rules.hpp"

#include "support/catch.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

// What the rules say, as the table takes it from them. What a reader makes of them:
// schema/user_struct.test.cpp.

namespace {

using namespace assay;

struct sample {
  std::string name{};
  std::optional<std::int64_t> size{};
  std::uint64_t count{};
  optional_or_null<std::string> at{};
};
BOOST_DESCRIBE_STRUCT(sample, (), (name, size, count, at))

struct without_rules {
  int a{};
};
BOOST_DESCRIBE_STRUCT(without_rules, (), (a))

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto greatest = std::numeric_limits<std::int64_t>::max();

bool fails(detail::member_texts) { return false; }
void finds_nothing(const detail::object_texts&, rule_violations&) {}

} // namespace

TEST_CASE("rules: a field without demands has its name and what it is about") {
  constexpr auto f = field<&sample::name>("What it is called.");
  CHECK(f.member == "name");
  CHECK(f.about == "What it is called.");
  CHECK_FALSE(f.bounds_number());
  CHECK_FALSE(f.restricts_value());
  CHECK(f.not_null_from == never);
  CHECK(f.whole_from == never);
  CHECK_FALSE(f.forbidden);
  CHECK_FALSE(f.enforced_from.has_value());
}

TEST_CASE("rules: an optional member that is needed from a level on") {
  constexpr auto f = field<&sample::at>("", min_length(1), required_from(level::strict));
  CHECK(f.required_from == level::strict);
  CHECK(f.min_length == 1);
  CHECK(f.not_null_from == never);
  CHECK_FALSE(field<&sample::at>("").required_from.has_value());
}

TEST_CASE("rules: bounds of a number, one or both") {
  constexpr auto from = field<&sample::size>("", minimum(-3));
  CHECK(from.minimum == -3);
  CHECK(from.maximum == greatest);
  CHECK(from.bounds_number());
  CHECK(from.restricts_value());
  constexpr auto to = field<&sample::size>("", maximum(7));
  CHECK(to.minimum == least);
  CHECK(to.maximum == 7);
  CHECK(to.bounds_number());
  constexpr auto both = field<&sample::count>("", between(1, 9));
  CHECK(both.minimum == 1);
  CHECK(both.maximum == 9);
  constexpr auto apart = field<&sample::count>("", maximum(9), minimum(9));
  CHECK(apart.minimum == 9);
  CHECK(apart.maximum == 9);
}

TEST_CASE("rules: demands on a text") {
  constexpr auto long_enough = field<&sample::name>("", min_length(2));
  CHECK(long_enough.min_length == 2);
  CHECK(long_enough.restricts_value());
  CHECK_FALSE(long_enough.bounds_number());

  constexpr auto choice = field<&sample::at>("", one_of("a", "b", "c", "d"));
  CHECK(choice.choice_count == 4);
  CHECK(choice.choices[0] == "a");
  CHECK(choice.choices[3] == "d");
  CHECK(choice.restricts_value());

  constexpr auto date = field<&sample::at>("", format(text_format::rfc3339));
  CHECK(date.format == text_format::rfc3339);
  CHECK(date.format_from == level::published);
  CHECK(date.restricts_value());
  constexpr auto strict_date = field<&sample::at>("", format(text_format::rfc3339, level::strict));
  CHECK(strict_date.format_from == level::strict);
}

TEST_CASE("rules: demands on a member of any type restrict no value") {
  constexpr auto f = field<&sample::size>("", not_null(), enforced_from(level::strict));
  CHECK(f.not_null_from == level::reference);
  CHECK(f.enforced_from == level::strict);
  CHECK_FALSE(f.restricts_value());
}

TEST_CASE("rules: a struct's rules are found by its members' names") {
  constexpr auto all =
      rules(field<&sample::size>("Size.", minimum(0)), field<&sample::name>("Name."),
            forbidden("prompt", "Send its id."), all_enforced_from(level::reference));
  constexpr detail::member_rules none;
  CHECK(all.count == 3);
  CHECK(all.find("size", none).minimum == 0);
  CHECK(all.find("name", none).about == "Name.");
  CHECK(all.find("prompt", none).forbidden);
  CHECK(all.find("prompt", none).about == "Send its id.");
  CHECK(&all.find("count", none) == &none);
  CHECK(&all.find("", none) == &none);
  CHECK(all.enforced_from == level::reference);
  CHECK(all.tag.member.empty());
  CHECK(all.across_count == 0);
  CHECK(all.closed_from == never);
}

TEST_CASE("rules: a tag and a rule across members know the members that they are about") {
  constexpr auto all = rules(tag<&sample::at>("type", "Which one."),
                             across<&sample::count>(level::published, fails, "what is right"),
                             check_object(level::strict, finds_nothing, code::not_one_of),
                             closed_from(level::strict));
  CHECK(all.count == 0);
  CHECK(all.tag.member == "type");
  CHECK(all.tag.about == "Which one.");
  CHECK(all.tagged_member == "at");
  CHECK(all.across_count == 2);
  CHECK(all.across[0].from == level::published);
  CHECK(all.across[0].code == code::members_disagree);
  CHECK(all.across[0].holds == &fails);
  CHECK(all.across[0].reported_at == "count");
  CHECK(all.across[0].expected == "what is right");
  CHECK(all.across[1].code == code::not_one_of);
  CHECK(all.across[1].find == &finds_nothing);
  CHECK(all.across[1].reported_at.empty());
  CHECK(all.closed_from == level::strict);
}

TEST_CASE("rules: a level of never is as no rule") {
  constexpr auto f = field<&sample::at>("", required_from(never), not_null(never));
  CHECK_FALSE(f.required_from.has_value());
  CHECK(f.not_null_from == never);
  CHECK_FALSE(f.restricts_value());
}

TEST_CASE("rules: each rule of a field sets something of its own, and between what minimum and "
          "maximum do") {
  constexpr unsigned settings[] = {minimum(1).settings(),
                                   maximum(9).settings(),
                                   min_length(1).settings(),
                                   format(text_format::rfc3339).settings(),
                                   one_of("a").settings(),
                                   whole().settings(),
                                   not_null().settings(),
                                   enforced_from(level::strict).settings(),
                                   required_from(level::strict).settings()};
  unsigned all = 0;
  for (const unsigned s : settings) {
    CHECK(s != 0);
    CHECK((all & s) == 0);
    all |= s;
  }
  CHECK(between(1, 9).settings() == (settings[0] | settings[1]));
}

TEST_CASE("rules: bounds are integers of any type") {
  constexpr auto f = field<&sample::size>("", between(std::int8_t{-1}, 9223372036854775806u));
  CHECK(f.minimum == -1);
  CHECK(f.maximum == greatest - 1);
  CHECK(field<&sample::name>("", min_length(4294967295)).min_length == 4294967295);
}

TEST_CASE("rules: know whose members they are about") {
  constexpr std::string_view own = detail::class_mark<sample>(),
                             other = detail::class_mark<without_rules>();
  CHECK(rules(forbidden("a", "b"), closed_from(level::strict))
            .are_about(other)); // no described member
  CHECK(rules(field<&sample::size>("")).are_about(own));
  CHECK_FALSE(rules(field<&sample::size>("")).are_about(other));
  CHECK_FALSE(rules(field<&without_rules::a>(""), field<&sample::size>("")).are_about(other));
  CHECK_FALSE(rules(tag<&sample::at>("type", "")).are_about(other));
  CHECK_FALSE(rules(collect<&sample::at>(level::strict)).are_about(other));
  CHECK_FALSE(rules(across<&sample::at>(level::strict, fails, "what is right")).are_about(other));
  CHECK(rules(check_object(level::strict, finds_nothing)).are_about(other));
}

TEST_CASE("rules: a described struct need not state any") {
  constexpr auto none = rules_of(static_cast<const without_rules*>(nullptr));
  CHECK(none.count == 0);
  CHECK_FALSE(none.enforced_from.has_value());
}
