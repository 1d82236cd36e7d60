// SPDX-License-Identifier: BSL-1.0
#include "../page.hpp"
#include "../tables.hpp"

#include "assay/identity/timestamp.hpp"
#include "assay/json.hpp"
#include "assay/schema.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace docs {
namespace {

using namespace assay;

/// Returns the first violation of a text that is read as a T, in words; empty if there is none.
template <class T>
std::string verdict(std::string_view text, level l, bool with_code = true) {
  validator<T> v({.level = l});
  v.check(text);
  if (v.report().violations().empty()) return {};
  const violation& found = v.report().violations().front();
  const std::string_view name = name_of(found.code);
  const std::string code = '`' + std::string(name) + '`';
  const std::string warning = found.severity == severity::warning ? "warning: " : "";
  return with_code ? warning + cell(message_of(found)) + " | " + code : warning + code;
}

/// Prints a row of a table: its subject, a rejected value, and the reason.
///
/// @param good, bad values of the member `value`, or whole objects with this member
template <class T>
void print_row(std::ostream& out, std::string_view subject, std::string_view good,
               std::string_view bad) {
  const auto object = [](std::string_view json) {
    return json.find(R"("value":)") != json.npos ? std::string(json)
                                                 : R"({"value":)" + std::string(json) + '}';
  };
  if (!verdict<T>(object(good), level::published).empty())
    throw std::runtime_error(std::string(subject) + " rejects " + std::string(good));
  out << "| " << subject << " | `" << bad << "` | " << verdict<T>(object(bad), level::published)
      << " |\n";
}

// Samples. Each has a member `value` whose type or rules are shown.

struct part_a {
  std::string text{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(part_a, (), (text, others))
struct part_b {
  std::string url{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(part_b, (), (url, others))
using part = std::variant<part_a, part_b>;
consteval auto rules_of(const part*) { return alternatives("text", "image").tagged_by("type"); }

using kept_part = std::variant<part_a, part_b, raw_object>;
consteval auto rules_of(const kept_part*) {
  return alternatives("text", "image").tagged_by("type");
}

enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)

/// A member of any type, without rules.
template <class V>
struct of_type {
  V value{};
  additional_members others{};
  BOOST_DESCRIBE_CLASS(of_type, (), (value, others), (), ())
};

template <class V>
void print_type(std::ostream& out, std::string_view name, std::string_view takes,
                std::string_view good, std::string_view bad) {
  print_row<of_type<V>>(out, '`' + std::string(name) + "` | " + std::string(takes), good, bad);
}

void print_types(std::ostream& out) {
  out << "\n| type | accepts | rejects | message | code |\n|---|---|---|---|---|\n";
  print_type<std::string>(out, "std::string", "a string", R"("x")", "1");
  print_type<bool>(out, "bool", "`true`, `false`", "true", R"("yes")");
  print_type<std::int64_t>(out, "std::int64_t", "an integer in its range", "-1", "1.5");
  print_type<std::int8_t>(out, "std::int8_t", "", "-128", "300");
  print_type<std::uint64_t>(out, "std::uint64_t", "", "18446744073709551615", "-1");
  print_type<std::int64_t>(out, "std::int64_t", "", "1", "9223372036854775808");
  print_type<double>(out, "double", "a number; the nearest double is kept", "0.1", "1e400");
  print_type<float>(out, "float", "a number; the nearest float is kept", "0.1", "1e39");
  print_type<number>(out, "assay::number", "a number of any size, kept as it is written", "1e400",
                     R"("1")");
  print_type<color>(out, "described enum", "a string that is one of its names", R"("red")",
                    R"("blue")");
  print_type<timestamp>(out, "assay::timestamp", "an RFC 3339 date-time, kept as it is written",
                        R"("2026-06-12T12:00:00+02:00")", R"("2026-06-12 noon")");
  print_type<part_a>(out, "described struct", "an object", R"({"text":"x"})", "[]");
  print_type<std::vector<int>>(out, "std::vector<T>", "an array", "[1,2]", R"([1,"2"])");
  print_type<std::array<int, 2>>(out, "std::array<T, 2>", "an array of 2 elements", "[1,2]", "[1]");
  print_type<std::map<std::string, int>>(
      out, "std::map<std::string, T>",
      "an object with any names, each once; also std::unordered_map", R"({"a":1})",
      R"({"a":1,"a":2})");
  print_type<dictionary<int>>(
      out, "assay::dictionary<T>",
      "an object with any names, as a list of pairs in order; duplicate names are kept",
      R"({"a":1,"a":2})", R"({"a":null})");
  print_type<std::variant<std::string, std::vector<int>>>(
      out, "std::variant<A, B>", "values of different JSON types", "[1]", "1");
  print_type<part>(out, "tagged union", "an object with a tag: [below](#unions)",
                   R"({"type":"text","text":"x"})", R"({"type":"video"})");
  print_type<typed_or_raw<part_a>>(out, "assay::typed_or_raw<T>",
                                   "a T, or any value below its level", R"({"text":"x"})",
                                   R"({"text":1})");
  print_type<raw_object>(out, "assay::raw_object", "any object, kept as it is written",
                         R"({"a":[]})", "[]");
  print_type<raw_json>(out, "assay::raw_json", "any value, kept as it is written", "null", "1e");
}

/// Declares a sample whose member has this type and these rules, with the words for both.
#define ASSAY_DOCS_SAMPLE(name, type, ...)                                                         \
  struct name {                                                                                    \
    type value{};                                                                                  \
    additional_members others{};                                                                   \
    [[maybe_unused]] static constexpr std::string_view words = "`" #__VA_ARGS__ "` | `" #type "`"; \
  };                                                                                               \
  BOOST_DESCRIBE_STRUCT(name, (), (value, others))                                                 \
  consteval auto rules_of(const name*) { return rules(field<&name::value>("", __VA_ARGS__)); }

constexpr bool is_slug(std::string_view text) { return text.find(' ') == text.npos; }

ASSAY_DOCS_SAMPLE(least, int, minimum(0))
ASSAY_DOCS_SAMPLE(above, double, exclusive_minimum(0))
ASSAY_DOCS_SAMPLE(most, std::uint64_t, maximum(100))
ASSAY_DOCS_SAMPLE(below, number, exclusive_maximum("0.1"))
ASSAY_DOCS_SAMPLE(range, int, between(1, 9))
ASSAY_DOCS_SAMPLE(step, double, multiple_of("0.05"))
ASSAY_DOCS_SAMPLE(integral, double, whole())
ASSAY_DOCS_SAMPLE(not_empty, std::string, min_length(1))
ASSAY_DOCS_SAMPLE(short_text, std::string, max_length(5))
ASSAY_DOCS_SAMPLE(characters, std::string, min_characters(2))
ASSAY_DOCS_SAMPLE(few_characters, std::string, max_characters(2))
ASSAY_DOCS_SAMPLE(choice, std::string, one_of("user", "assistant"))
ASSAY_DOCS_SAMPLE(single, std::string, constant("message"))
ASSAY_DOCS_SAMPLE(uuid, std::string, format(text_format::uuid))
ASSAY_DOCS_SAMPLE(date, std::string, format(text_format::date_time))
ASSAY_DOCS_SAMPLE(some, std::vector<int>, min_count(1))
ASSAY_DOCS_SAMPLE(not_many, assay::dictionary<int>, max_count(1))
ASSAY_DOCS_SAMPLE(different, std::vector<double>, unique_elements())
ASSAY_DOCS_SAMPLE(slug, std::string, satisfies<is_slug>("a text without spaces"))

template <class T>
void print_rule(std::ostream& out, std::string_view good, std::string_view bad) {
  print_row<T>(out, T::words, good, bad);
}

void print_rules(std::ostream& out) {
  out << "\n| rule | type of the member | rejects | message | code "
         "|\n|---|---|---|---|---|\n";
  print_rule<least>(out, "0", "-1");
  print_rule<above>(out, "1e-9", "0.0");
  print_rule<most>(out, "100", "101");
  print_rule<below>(out, "0.09999999999999999999", "0.10");
  print_rule<range>(out, "9", "10");
  print_rule<step>(out, "0.15", "0.16");
  print_rule<integral>(out, "2.0", "2.5");
  print_rule<not_empty>(out, R"("x")", R"("")");
  print_rule<short_text>(out, R"("abcde")", R"("abcd\u00e9")");
  print_rule<characters>(out, R"("ab")", R"("\u00e9")");
  print_rule<few_characters>(out, R"("\u00e9\u00e9")", R"("abc")");
  print_rule<choice>(out, R"("user")", R"("tool")");
  print_rule<single>(out, R"("message")", R"("error")");
  print_rule<uuid>(out, R"("123e4567-e89b-12d3-a456-426614174000")", R"("123e4567")");
  print_rule<date>(out, R"("2026-06-12T12:00:00Z")", R"("2026-02-30T12:00:00Z")");
  print_rule<some>(out, "[1]", "[]");
  print_rule<not_many>(out, R"({"a":1})", R"({"a":1,"b":2})");
  print_rule<different>(out, "[1,2]", "[1,2,1.0]");
  print_rule<slug>(out, R"("a-b")", R"("a b")");
}

// Rules on a struct, and on the presence of its members.

struct closed {
  int value{};
};
BOOST_DESCRIBE_STRUCT(closed, (), (value))
consteval auto rules_of(const closed*) { return rules(closed_from(level::reference)); }

struct without_password {
  int value{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(without_password, (), (value, others))
consteval auto rules_of(const without_password*) {
  return rules(forbidden("password", "send token"));
}

struct wanted {
  std::optional<int> value{};
  std::optional<int> size{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(wanted, (), (value, size, others))
consteval auto rules_of(const wanted*) {
  return rules(field<&wanted::size>("", required_from(level::published)));
}

struct never_null {
  std::optional<int> value{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(never_null, (), (value, others))
consteval auto rules_of(const never_null*) {
  return rules(field<&never_null::value>("", not_null()));
}

struct replaced {
  std::optional<int> value{};
  std::optional<int> length{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(replaced, (), (value, length, others))
consteval auto rules_of(const replaced*) {
  return rules(field<&replaced::length>("", deprecated("send value")));
}

struct interval {
  int value{};
  std::optional<int> end{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(interval, (), (value, end, others))
consteval auto rules_of(const interval*) {
  return rules(check_members<&interval::value, &interval::end>(
      level::published, [](int start, int end) { return start <= end; },
      "an `end` that is not before `value`"));
}

struct named_thing {
  std::string name{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(named_thing, (), (name, others))
consteval auto rules_of(const named_thing*) {
  return rules(collect<&named_thing::name>(level::published));
}

struct things {
  std::vector<named_thing> value{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(things, (), (value, others))

void find_repeated_names(const object_texts& texts, rule_violations& found) {
  const auto names = texts.collected();
  for (std::size_t i = 1; i < names.size(); ++i)
    if (names[i] == names[i - 1]) found.add(names[i], "a name that differs from the one before");
}
consteval auto rules_of(const things*) {
  return rules(check_object(level::published, find_repeated_names));
}

void print_struct_rules(std::ostream& out) {
  out << "\n| rule | rejects | message | code |\n|---|---|---|---|\n";
  print_row<never_null>(out, "`not_null()`, of an optional member", "1", "null");
  print_row<wanted>(out, "`required_from(level::published)`, of an optional `size`",
                    R"({"value":1,"size":1})", R"({"value":1})");
  print_row<replaced>(out, "`deprecated(\"send value\")`, of `length`", "1",
                      R"({"value":1,"length":1})");
  print_row<without_password>(out, "`forbidden(\"password\", \"send token\")`", "1",
                              R"({"value":1,"password":null})");
  print_row<closed>(out, "`closed_from(level::reference)`", "1", R"({"value":1,"more":2})");
  print_row<interval>(out, "`check_members<...>(level::published, rises, \"...\")`",
                      R"({"value":1,"end":2})", R"({"value":3,"end":2})");
  print_row<things>(out, "`check_object(level::published, find)`", R"([{"name":"a"},{"name":"b"}])",
                    R"([{"name":"a"},{"name":"a"}])");
}

// The levels that require a member, and that accept null.

template <class Outer>
struct inside {
  Outer outer{};
  additional_members others{};
  BOOST_DESCRIBE_CLASS(inside, (), (outer, others), (), ())
};

ASSAY_DOCS_SAMPLE(not_null_later, std::optional<int>, not_null(level::strict))
ASSAY_DOCS_SAMPLE(required_later, std::optional<int>, required_from(level::strict))
ASSAY_DOCS_SAMPLE(required_or_null, optional_or_null<int>, required_from(level::strict))
ASSAY_DOCS_SAMPLE(with_default, int, defaulted())

/// Returns the verdict at each level where it changes.
template <class T>
std::string verdicts(std::string_view text) {
  std::string out, last;
  for (const level l : {level::reference, level::published, level::strict}) {
    std::string now = verdict<T>(text, l, false);
    if (now.empty()) now = "accepted";
    if (now == last) continue;
    out += (out.empty() ? "" : "; from `" + std::string(name_of(l)) + "` on ") + now;
    last = std::move(now);
  }
  return out;
}

template <class T>
void print_presence_of(std::ostream& out, std::string_view subject, bool inside = false) {
  out << "| " << subject << " | " << verdicts<T>(inside ? R"({"outer":{}})" : "{}") << " | "
      << verdicts<T>(inside ? R"({"outer":{"value":null}})" : R"({"value":null})") << " |\n";
}

void print_presence(std::ostream& out) {
  out << "\n| member | missing | null |\n|---|---|---|\n";
  print_presence_of<of_type<int>>(out, "`T` in the event");
  print_presence_of<inside<of_type<int>>>(out, "`T` in a struct in a required member", true);
  print_presence_of<inside<std::optional<of_type<int>>>>(
      out, "`T` in a struct in an optional member", true);
  print_presence_of<with_default>(out, "`T` with `defaulted()`");
  print_presence_of<of_type<std::optional<int>>>(out, "`std::optional<T>`");
  print_presence_of<never_null>(out, "`std::optional<T>` with `not_null()`");
  print_presence_of<not_null_later>(out, "`std::optional<T>` with `not_null(level::strict)`");
  print_presence_of<required_later>(out, "`std::optional<T>` with `required_from(level::strict)`");
  print_presence_of<of_type<optional_or_null<int>>>(out, "`assay::optional_or_null<T>`");
  print_presence_of<required_or_null>(
      out, "`assay::optional_or_null<T>` with `required_from(level::strict)`");
  print_presence_of<of_type<std::unique_ptr<part_a>>>(out, "`std::unique_ptr<T>`");
}

// Unions.

struct started {
  std::string by{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(started, (), (by, others))
struct stopped {
  int after{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(stopped, (), (after, others))
using news = std::variant<started, stopped>;
consteval auto rules_of(const news*) { return alternatives("started", "stopped"); }
struct telling {
  news value{};
  additional_members others{};
};
BOOST_DESCRIBE_STRUCT(telling, (), (value, others))
consteval auto rules_of(const telling*) {
  return rules(tag<&telling::value>("type", "What happened."));
}

void print_unions(std::ostream& out) {
  out << "\n| union | rejects | message | code |\n|---|---|---|---|\n";
  const std::string inside = "tag inside";
  print_row<of_type<part>>(out, inside, R"({"text":"x","type":"text"})", R"({"text":"x"})");
  print_row<of_type<part>>(out, inside, R"({"type":"text","text":"x"})", R"({"type":1})");
  print_row<of_type<part>>(out, inside, R"({"type":"image","url":"x"})", R"({"type":"video"})");
  print_row<of_type<part>>(out, inside, R"({"type":"image","url":"x"})",
                           R"({"type":"text","text":1})");
  print_row<of_type<kept_part>>(out, "tag inside, `raw_object` last", R"({"type":"video"})",
                                R"({"type":"text","text":1})");
  const std::string beside = "tag beside";
  print_row<telling>(out, beside, R"({"type":"started","value":{"by":"x"}})",
                     R"({"value":{"by":"x"}})");
  print_row<telling>(out, beside, R"({"value":{"after":1},"type":"stopped"})",
                     R"({"type":"ended","value":{}})");
}

const page own_objects("own-objects", {{"types", print_types},
                                       {"rules", print_rules},
                                       {"struct rules", print_struct_rules},
                                       {"presence", print_presence},
                                       {"unions", print_unions}});

} // namespace
} // namespace docs
