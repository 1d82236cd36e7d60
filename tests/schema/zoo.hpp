// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/timestamp.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/json/number.hpp"
#include "assay/json/raw_json.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Wire objects that together have every type and every rule of the schema layer. The tests of laws
// use them: schema/zoo.test.cpp, allocation/schema.test.cpp.

namespace assay_zoo {

enum class color { red, dark_blue, green_ };
BOOST_DESCRIBE_ENUM(color, red, dark_blue, green_)
consteval auto rules_of(const color*) {
  using namespace assay;
  return rules(names_in(case_style::kebab_case), named<color::green_>("vert \xC3\xA9"));
}

constexpr bool is_even(int n) { return n % 2 == 0; }
constexpr bool is_slug(std::string_view s) { return s.find(' ') == s.npos; }
inline bool is_before_2030(const assay::timestamp& t) { return t.text() < "2030"; }
inline bool has_no_key_x(const std::map<std::string, std::int16_t>& m) { return !m.contains("x"); }
constexpr bool is_not_red(color c) { return c != color::red; }

// --- Numbers ------------------------------------------------------------------------------------

struct integers {
  std::optional<std::int8_t> i8{};
  std::optional<std::uint8_t> u8{};
  std::optional<std::int16_t> i16{};
  std::optional<std::uint16_t> u16{};
  std::optional<std::int32_t> i32{};
  std::optional<std::uint32_t> u32{};
  std::optional<std::int64_t> i64{};
  std::optional<std::uint64_t> u64{};
  std::optional<std::uint8_t> percent{};
  std::optional<std::int64_t> offset{};
  std::optional<int> even{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(integers, (),
                      (i8, u8, i16, u16, i32, u32, i64, u64, percent, offset, even, additional))
consteval auto rules_of(const integers*) {
  using namespace assay;
  return rules(names_in(case_style::camel_case),
               field<&integers::percent>("A share.", between(1, 100)),
               field<&integers::offset>("A place.", exclusive_minimum(-5),
                                        exclusive_maximum("5.5").from(level::strict)),
               field<&integers::even>("A number of pairs.", satisfies<is_even>("an even number"),
                                      multiple_of(3)));
}

struct reals {
  double d{};
  float f{};
  assay::number n{};
  std::optional<double> step{};
  std::optional<assay::number> exact{};
  std::optional<float> ratio{};
  std::optional<double> whole_{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(reals, (), (d, f, n, step, exact, ratio, whole_, additional))
consteval auto rules_of(const reals*) {
  using namespace assay;
  return rules(field<&reals::step>("A step.", multiple_of("0.1"), minimum("-0.3")),
               field<&reals::exact>("Of any size.", whole(level::strict), maximum("1e400")),
               field<&reals::ratio>("A ratio.", exclusive_minimum(0), maximum("1e30")),
               field<&reals::whole_>("Whole.", whole(), exclusive_maximum("1e20")));
}

// --- Strings ------------------------------------------------------------------------------------

struct texts {
  std::string name{};
  std::optional<std::string> short_{};
  std::optional<std::string> role{};
  std::optional<std::string> fixed{};
  std::optional<std::string> slug{};
  std::optional<std::string> uuid{};
  std::optional<std::string> at{};
  std::optional<color> paint{};
  std::optional<assay::timestamp> when{};
  bool flag{};
  std::optional<std::string> named_by_thirty_one_bytes_long{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(texts, (),
                      (name, short_, role, fixed, slug, uuid, at, paint, when, flag,
                       named_by_thirty_one_bytes_long, additional))
consteval auto rules_of(const texts*) {
  using namespace assay;
  return rules(named<&texts::short_>("ein kurzer \xE2\x82\xAC"), // with U+20AC
               field<&texts::name>("In bytes.", min_length(2), max_length(6)),
               field<&texts::short_>("In characters.", min_characters(1), max_characters(3)),
               field<&texts::role>("A choice.", one_of("user", "a \"tool\"", "\xC3\xA9")),
               field<&texts::fixed>("Always the same.", constant("v1").from(level::strict)),
               field<&texts::slug>("A place.",
                                   satisfies<is_slug>("words without spaces", "^[^ ]*$"),
                                   max_length(20)),
               field<&texts::uuid>("A UUID.", format(text_format::uuid)),
               field<&texts::at>("A time.", format(text_format::date_time, level::strict)),
               field<&texts::paint>("Not red.", satisfies<is_not_red>("another color than red")),
               field<&texts::when>("Soon.", satisfies<is_before_2030>("a time before 2030")));
}

// --- Arrays and maps ----------------------------------------------------------------------------

struct point {
  std::int16_t x{};
  std::optional<std::int16_t> y{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y, additional))

constexpr bool is_on_an_axis(const point& p) { return p.x == 0 || p.y.value_or(0) == 0; }

struct containers {
  std::optional<std::vector<std::string>> tags{};
  std::optional<std::vector<double>> distinct{};
  std::optional<std::vector<assay::raw_json>> any_distinct{};
  std::optional<std::map<std::string, std::int16_t>> scores{};
  std::optional<assay::dictionary<bool>> flags{};
  std::optional<std::array<point, 2>> line{};
  std::optional<std::vector<bool>> bits{};
  std::optional<std::vector<std::vector<std::int8_t>>> rows{};
  std::optional<std::map<std::string, assay::typed_or_raw<point>>> loose{};
  std::vector<assay::typed_or_raw<point>> loose_list{};
  std::vector<std::unique_ptr<point>> pointers{};
  std::optional<point> corner{};
  std::optional<std::map<std::string, point>> points{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(containers, (),
                      (tags, distinct, any_distinct, scores, flags, line, bits, rows, loose,
                       loose_list, pointers, corner, points, additional))
consteval auto rules_of(const containers*) {
  using namespace assay;
  return rules(field<&containers::tags>("Tags.", min_count(1), max_count(3), unique_elements()),
               field<&containers::distinct>("Numbers.", unique_elements()),
               field<&containers::any_distinct>("Values.", unique_elements()),
               field<&containers::scores>("Scores.", min_count(1), max_count(2),
                                          satisfies<has_no_key_x>("no x")),
               field<&containers::flags>("Flags.", max_count(2).from(level::strict)),
               field<&containers::bits>("Bits.", min_count(1)),
               field<&containers::corner>("A corner.", satisfies<is_on_an_axis>("on an axis")),
               field<&containers::loose_list>("Any.", defaulted()),
               field<&containers::pointers>("Points.", defaulted()));
}

// --- Presence -----------------------------------------------------------------------------------

struct presence {
  std::optional<int> may_be_null{};
  std::optional<int> not_null_{};
  std::optional<int> not_null_at_strict{};
  std::optional<std::string> needed_at_strict{};
  assay::optional_or_null<std::string> or_null{};
  assay::optional_or_null<int> or_null_needed{};
  int limited = 7;
  std::string greeting = "hello";
  std::optional<std::string> old{};
  int older = 3;
  std::optional<bool> late{};
  std::optional<bool> early{};
  std::unique_ptr<point> pointer{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(presence, (),
                      (may_be_null, not_null_, not_null_at_strict, needed_at_strict, or_null,
                       or_null_needed, limited, greeting, old, older, late, early, pointer,
                       additional))
consteval auto rules_of(const presence*) {
  using namespace assay;
  return rules(
      field<&presence::not_null_>("", not_null()),
      field<&presence::not_null_at_strict>("", not_null(level::strict), minimum(0)),
      field<&presence::needed_at_strict>("", required_from(level::strict), min_length(1)),
      field<&presence::or_null_needed>("", required_from(level::published)),
      field<&presence::limited>("", defaulted(), between(0, 10)),
      field<&presence::greeting>("", defaulted(), deprecated("say nothing", level::strict)),
      field<&presence::old>("", deprecated("use greeting")),
      field<&presence::older>("", deprecated("use old"), defaulted(), maximum(9)),
      field<&presence::late>("", enforced_from(level::strict)),
      field<&presence::early>("", enforced_from(level::reference)), forbidden("secret", "nothing"));
}

// --- Rules across members, in a struct and in its bases ----------------------------------------

struct oldest {
  std::optional<int> low{};
  std::optional<int> high{};
};
BOOST_DESCRIBE_STRUCT(oldest, (), (low, high))
constexpr bool is_ordered(int low, int high) { return low <= high; }
consteval auto rules_of(const oldest*) {
  using namespace assay;
  return rules(named<&oldest::low>("least"), ignores_unknown_members(),
               check_members<&oldest::low, &oldest::high>(level::published, is_ordered,
                                                          "a high not below the least"));
}

inline void find_small(const assay::object_texts& t, assay::rule_violations& found);

struct older : oldest {
  std::optional<int> size{};
};
BOOST_DESCRIBE_STRUCT(older, (oldest), (size))
consteval auto rules_of(const older*) {
  using namespace assay;
  return rules(ignores_unknown_members(),
               check_object(level::strict, find_small, code::out_of_range));
}
inline void find_small(const assay::object_texts& t, assay::rule_violations& found) {
  if (t.text_of<&older::size>() == "1") found.add(t.text_of<&older::size>(), "a size above 1");
  if (t.text_of<&oldest::low>() == "1") found.add(t.text_of<&oldest::low>(), "a least above 1");
}

struct across : older {
  std::optional<std::string> first{};
  assay::optional_or_null<std::string> second{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(across, (older), (first, second, additional))
constexpr bool differ(std::string_view a, std::string_view b) { return a != b; }
consteval auto rules_of(const across*) {
  using namespace assay;
  return rules(check_members<&across::first, &across::second>(level::reference, differ,
                                                              "two strings that differ"),
               collect<&across::first>(level::published));
}

/// Finds every nested string that begins with 'x'.
inline void find_x(const assay::object_texts& t, assay::rule_violations& found) {
  for (const std::string_view text : t.collected())
    if (assay::json_text(text).to_string().starts_with('x'))
      found.add(text, "strings that do not begin with x");
}

struct crowd {
  std::vector<across> people{};
  std::unique_ptr<crowd> next{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(crowd, (), (people, next, additional))
consteval auto rules_of(const crowd*) {
  using namespace assay;
  return rules(check_object(level::published, find_x, code::not_one_of));
}

// --- Unknown members ---------------------------------------------------------------------------

struct closed {
  std::optional<int> a{};
  std::optional<int> b{};
};
BOOST_DESCRIBE_STRUCT(closed, (), (a, b))
consteval auto rules_of(const closed*) {
  using namespace assay;
  return rules(closed_from(level::reference));
}

struct closing {
  int a{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(closing, (), (a, additional))
consteval auto rules_of(const closing*) {
  using namespace assay;
  return rules(closed_from(level::published), all_enforced_from(level::reference));
}

struct ignoring {
  std::optional<int> a{};
  std::optional<closed> inner{};
  std::variant<bool, assay::number> either{};
};
BOOST_DESCRIBE_STRUCT(ignoring, (), (a, inner, either))
consteval auto rules_of(const ignoring*) {
  using namespace assay;
  return rules(ignores_unknown_members(), all_enforced_from(level::strict));
}

// --- Unions whose alternatives hold their tags -------------------------------------------------

struct text_part {
  std::string text{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(text_part, (), (text, additional))
struct image_part {
  std::string url{};
  std::optional<int> width{};
};
BOOST_DESCRIBE_STRUCT(image_part, (), (url, width))
consteval auto rules_of(const image_part*) {
  using namespace assay;
  return rules(closed_from(level::reference), field<&image_part::width>("", minimum(1)),
               check_members<&image_part::url, &image_part::width>(
                   level::strict,
                   [](std::string_view url, int width) { return !url.empty() || width == 1; },
                   "a width of 1 without a url"));
}
struct group_part;
using part = std::variant<text_part, image_part, group_part>;
struct group_part {
  std::vector<part> parts;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(group_part, (), (parts, additional))
consteval auto rules_of(const part*) {
  return assay::alternatives("text", "image \xC3\xA9", "group").tagged_by("type");
}

struct loose_group;
using loose_part = std::variant<text_part, loose_group, assay::raw_object>;
struct loose_group {
  std::vector<loose_part> parts;
  std::optional<int> depth{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(loose_group, (), (parts, depth, additional))
consteval auto rules_of(const loose_part*) {
  return assay::alternatives("text", "group").tagged_by("a/kind~");
}

struct parts {
  std::variant<std::string, std::vector<part>> content{};
  std::optional<part> one{};
  std::optional<std::vector<loose_part>> loose{};
  std::optional<std::map<std::string, loose_part>> by_name{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(parts, (), (content, one, loose, by_name, additional))

// --- Unions with the tag beside them -----------------------------------------------------------

struct step;
struct node {
  std::optional<std::string> name{};
  std::unique_ptr<node> child{};
  std::vector<node> children;
  std::vector<step> steps; // without braces: its type is incomplete here
  assay::additional_members additional{};
};
using step_payload = std::variant<text_part, closed, node>;
consteval auto rules_of(const step_payload*) {
  return assay::alternatives("text", "closed", "node");
}

/// Rejects unknown alternatives.
struct step {
  std::optional<int> before{};
  step_payload payload{};
  std::optional<int> after{};
  assay::additional_members additional{};
};

BOOST_DESCRIBE_STRUCT(node, (), (name, child, children, steps, additional))
consteval auto rules_of(const node*) {
  using namespace assay;
  return rules(field<&node::children>("", defaulted()), field<&node::steps>("", defaulted()),
               field<&node::name>("", max_length(8)));
}
BOOST_DESCRIBE_STRUCT(step, (), (before, payload, after, additional))
consteval auto rules_of(const step*) {
  using namespace assay;
  return rules(tag<&step::payload>("kind", "What it is."));
}

using payload = std::variant<integers, reals, texts, containers, presence, across, crowd, closed,
                             closing, ignoring, parts, node, assay::untyped_payload>;
consteval auto rules_of(const payload*) {
  return assay::alternatives("integers", "reals", "texts", "containers", "presence", "across",
                             "crowd", "closed", "closing", "ignoring", "parts", "node");
}

/// The event: its payload is one of the structs above, and some of them are optional members.
struct event {
  std::string id{};
  std::uint64_t seq{};
  assay_zoo::payload payload{};
  std::optional<integers> numbers{};
  std::optional<presence> present{};
  assay::optional_or_null<across> pair{};
  std::optional<ignoring> ignored{};
  std::optional<std::vector<step>> steps{};
  std::optional<assay::raw_object> extra{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (),
                      (id, seq, payload, numbers, present, pair, ignored, steps, extra, additional))
inline void find_nothing(const assay::object_texts&, assay::rule_violations&) {}
consteval auto rules_of(const event*) {
  using namespace assay;
  return rules(tag<&event::payload>("type", "What happened."),
               field<&event::id>("Its name.", min_length(1)),
               field<&event::seq>("Its number.", maximum("1e15")),
               field<&event::steps>("Steps.", min_count(1), enforced_from(level::strict)),
               check_object(level::published, find_nothing));
}

} // namespace assay_zoo
