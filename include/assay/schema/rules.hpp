#pragma once

#include "assay/error/code.hpp"
#include "assay/identity/rfc3339.hpp"
#include "assay/schema/rule_violations.hpp"
#include "assay/schema/cannot_compile.hpp"
#include "assay/schema/detail/described.hpp"
#include "assay/schema/level.hpp"
#include "assay/schema/traits.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace assay {

/// The forms of text that a rule can ask for.
enum class text_format : std::uint8_t { any, rfc3339 };

namespace detail {

inline constexpr std::size_t max_choices = 5;

/// Everything that the schema says of one member beyond its name and C++ type.
struct member_rules {
  std::string_view member;  ///< the described name, or that of a forbidden member
  std::string_view owner{}; ///< the `class_mark` of the described member's class
  std::string_view about;
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  std::uint32_t min_length = 0; ///< bytes
  text_format format = text_format::any;
  level format_from = level::published;
  std::optional<level> enforced_from; ///< absent: as the struct's
  std::optional<level>
      required_from;           ///< of an optional member: absent when it is needed at no level
  level not_null_from = never; ///< of an optional member: null is a misfit
  level whole_from = never;    ///< of a number: it is an integer, however it is written
  bool forbidden = false;
  std::uint8_t choice_count = 0;
  std::array<std::string_view, max_choices> choices{};

  constexpr bool bounds_number() const noexcept {
    return minimum != std::numeric_limits<std::int64_t>::min() ||
           maximum != std::numeric_limits<std::int64_t>::max();
  }
  constexpr bool restricts_value() const noexcept {
    return bounds_number() || whole_from != never || min_length != 0 ||
           format != text_format::any || choice_count != 0;
  }
};

/// A rule across members: one of the two functions. What does not hold is reported at the member
/// `reported_at`, a breach where it is.
struct object_rule {
  level from = never;
  assay::code code = code::members_disagree;
  holds_function holds = nullptr;
  find_function find = nullptr;
  std::string_view reported_at;
  std::string_view expected;
  std::string_view owner{}; ///< the `class_mark` of the class of the member that it is reported at
};

constexpr void check_level(level l) {
  if (l > never)
    cannot_compile("a level is reference, published, strict or never: this number is none of them");
}

/// The parts that `rules` puts together.
struct struct_enforced {
  level from;
};
struct struct_closed {
  level from;
};
inline constexpr std::size_t max_collected = 4;
struct collected_members {
  level from = never;
  std::size_t count = 0;
  std::array<std::string_view, max_collected> names{};
  std::string_view owner{}; ///< the `class_mark` of the members' class
};
struct tag_rule {
  member_rules tag;
  std::string_view variant_member;
};

enum class rule_subject : std::uint8_t { text, number, any };

/// A demand on a member: which of its rules are set, and to what. The subject is in the type, so
/// that it can be checked there.
template <rule_subject Subject>
struct rule {
  static constexpr rule_subject subject = Subject;
  enum class what : std::uint8_t {
    minimum,
    maximum,
    between,
    min_length,
    format,
    one_of,
    whole,
    not_null,
    enforced_from,
    required_from
  } set;
  std::int64_t low = 0;
  std::int64_t high = 0;
  text_format format = text_format::any;
  level from = level::published;
  std::uint8_t choice_count = 0;
  std::array<std::string_view, max_choices> choices{};

  /// What the rule sets, in bits: `between` sets what `minimum` and `maximum` do.
  constexpr unsigned settings() const {
    const auto bit = [](what w) { return 1u << static_cast<unsigned>(w); };
    return set == what::between ? bit(what::minimum) | bit(what::maximum) : bit(set);
  }

  /// `stated`: what the rules before it set.
  constexpr void apply(member_rules& m, unsigned& stated) const {
    if ((stated & settings()) != 0)
      cannot_compile(
          "field has a rule twice (between has minimum and maximum in it): remove one of the two");
    stated |= settings();
    check_level(from);
    switch (set) {
    case what::minimum: m.minimum = low; return;
    case what::maximum: m.maximum = high; return;
    case what::between:
      m.minimum = low;
      m.maximum = high;
      return;
    case what::min_length: m.min_length = static_cast<std::uint32_t>(low); return;
    case what::format:
      m.format = format;
      m.format_from = from;
      return;
    case what::one_of:
      m.choice_count = choice_count;
      m.choices = choices;
      return;
    case what::whole: m.whole_from = from; return;
    case what::not_null: m.not_null_from = from; return;
    case what::enforced_from: m.enforced_from = from; return;
    case what::required_from:
      if (from != never) m.required_from = from;
      return;
    }
  }
};
using text_rule = rule<rule_subject::text>;
using number_rule = rule<rule_subject::number>;
using any_rule = rule<rule_subject::any>;

/// A bound as rules hold it. The ends of the type stand for no bound.
template <class Bound>
constexpr std::int64_t bound_of(Bound bound) {
  constexpr bool is_integer =
      std::integral<Bound> && !std::same_as<Bound, bool> && !is_character<Bound>;
  static_assert(is_integer, "a bound is an integer, neither a fraction nor a character nor a "
                            "boolean: write one such as 0 or 100");
  if constexpr (is_integer) {
    using limits = std::numeric_limits<std::int64_t>;
    if (std::cmp_less_equal(bound, limits::min()) || std::cmp_greater_equal(bound, limits::max()))
      cannot_compile(
          "a bound lies between the ends of std::int64_t: at an end or beyond, leave the rule out");
    return static_cast<std::int64_t>(bound);
  }
  return 0;
}

} // namespace detail

/// The number is at least `bound`, an integer within std::int64_t.
template <class Bound>
consteval detail::number_rule minimum(Bound bound) {
  return {.set = detail::number_rule::what::minimum, .low = detail::bound_of(bound)};
}

/// The number is at most `bound`, an integer within std::int64_t.
template <class Bound>
consteval detail::number_rule maximum(Bound bound) {
  return {.set = detail::number_rule::what::maximum, .high = detail::bound_of(bound)};
}

/// The number is from `least` to `greatest`, both included and integers within std::int64_t.
template <class Least, class Greatest>
consteval detail::number_rule between(Least least, Greatest greatest) {
  return {.set = detail::number_rule::what::between,
          .low = detail::bound_of(least),
          .high = detail::bound_of(greatest)};
}

/// The string has at least `bytes` bytes.
template <class Bytes>
consteval detail::text_rule min_length(Bytes bytes) {
  const std::int64_t least = detail::bound_of(bytes);
  if (!std::in_range<std::uint32_t>(least))
    detail::cannot_compile("min_length takes from 0 to 4294967295 bytes");
  return {.set = detail::text_rule::what::min_length, .low = least};
}

/// The string has the format, asked for from the level `from` on.
consteval detail::text_rule format(text_format f, level from = level::published) {
  return {.set = detail::text_rule::what::format, .format = f, .from = from};
}

/// The string is one of the choices.
template <class... Choice>
consteval detail::text_rule one_of(Choice... choices) {
  static_assert(sizeof...(Choice) > 0 && sizeof...(Choice) <= detail::max_choices,
                "one_of takes from 1 to 5 choices");
  return {.set = detail::text_rule::what::one_of,
          .choice_count = sizeof...(Choice),
          .choices = {std::string_view(choices)...}};
}

/// The number is an integer, however it is written: 2, 2.0 and 20e-1 are, 2.5 is not. Asked for
/// from the level `from` on.
consteval detail::number_rule whole(level from = level::published) {
  return {.set = detail::number_rule::what::whole, .from = from};
}

/// An optional member may be absent, but not null: from the level on at which its type is enforced,
/// or from `from` on, if that is higher.
consteval detail::any_rule not_null(level from = level::reference) {
  return {.set = detail::any_rule::what::not_null, .from = from};
}

/// The member's type and rules are enforced from this level on; below it a misfit is a warning.
/// Default: `published`.
///
/// For members that may be absent, and those of structs inside the event. The event's own required
/// members are enforced at every level: were a misfit accepted, there would be no place to keep it.
consteval detail::any_rule enforced_from(level from) {
  return {.set = detail::any_rule::what::enforced_from, .from = from};
}

/// An optional member must be there from this level on, and not as null; below it nothing is said
/// of its absence.
///
/// For a member that its own type cannot demand: the event's `std::string` must be there at every
/// level, this one not.
consteval detail::any_rule required_from(level from) {
  return {.set = detail::any_rule::what::required_from, .from = from};
}

/// What the schema says of one member: `field<&tool::size>("Size in bytes.", minimum(0))`. Each
/// rule at most once.
template <auto Member, class... Rules>
consteval detail::member_rules field(std::string_view about, Rules... rules) {
  using type = detail::value_type_t<detail::member_type<Member>>;
  constexpr bool is_there = !std::is_same_v<type, no_member>; // what is not has no rules
  static_assert(!is_there ||
                    ((Rules::subject != detail::rule_subject::text || detail::is_text<type>)&&...),
                "a rule about text (min_length, format, one_of) needs a member of type "
                "std::string: change the rule or the member");
  static_assert(!is_there || ((Rules::subject != detail::rule_subject::number ||
                               detail::is_number<type>)&&...),
                "a rule about numbers (minimum, maximum, between, whole) needs a member of a "
                "number type: change the rule or the member");
  detail::member_rules all;
  all.member = detail::described_name<Member>();
  all.owner = detail::class_of_member<Member>;
  all.about = about;
  if constexpr (!is_there) return all;
  [[maybe_unused]] unsigned stated = 0;
  (rules.apply(all, stated), ...);
  if (all.minimum > all.maximum)
    detail::cannot_compile(
        "the minimum is above the maximum: no number could pass; exchange the bounds");
  if constexpr (std::unsigned_integral<type>)
    if (all.maximum < 0)
      detail::cannot_compile(
          "the maximum of an unsigned member is below 0: no number could pass; raise it");
  if (std::integral<type> && all.whole_from != never)
    detail::cannot_compile("whole is for members of type assay::number: an integer type takes "
                           "nothing else, remove the rule");
  if (all.choice_count != 0 && (all.min_length != 0 || all.format != text_format::any))
    detail::cannot_compile("one_of says all of a text: remove min_length and format beside it");
  for (std::size_t i = 0; i < all.choice_count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (all.choices[i] == all.choices[j])
        detail::cannot_compile("one_of names a choice twice: remove one");
  constexpr bool may_be_absent = detail::is_optional<detail::member_type<Member>> ||
                                 detail::is_optional_or_null<detail::member_type<Member>>;
  if (all.not_null_from != never && !may_be_absent)
    detail::cannot_compile("not_null is for members that may be absent: the others say by their "
                           "type whether null is taken");
  if (all.required_from && !may_be_absent)
    detail::cannot_compile("required_from is for members that may be absent: this one's type "
                           "demands it already, remove the rule");
  return all;
}

/// A member that must not be present, not even as null; `instead` says what to send.
consteval detail::member_rules forbidden(std::string_view name, std::string_view instead) {
  detail::member_rules m;
  m.member = name;
  m.about = instead;
  m.forbidden = true;
  return m;
}

/// The wire member `name` holds the name of the alternative that the variant `Member` holds.
template <auto Member>
consteval detail::tag_rule tag(std::string_view name, std::string_view about) {
  detail::member_rules m;
  m.member = name;
  m.owner = detail::class_of_member<Member>;
  m.about = about;
  return {m, detail::described_name<Member>()};
}

/// Presence, types and rules of the whole struct are enforced from this level on.
///
/// Without it, types and rules are enforced from `published` and the presence of members from
/// `strict` on; what is required of the event itself, always.
consteval detail::struct_enforced all_enforced_from(level from) { return {from}; }

/// From this level on a member that the struct's rules do not name is an error, `unknown_member`;
/// below it, it is kept like those of other structs. What a struct inside it does with such members
/// is that one's own affair.
consteval detail::struct_closed closed_from(level from) { return {from}; }

namespace detail {

/// The code of a rule across members, which has no member to tell of and no other place.
constexpr code checked_code(code c) {
  if (category_of(c) != category::schema || c == code::missing_member ||
      c == code::duplicate_member || c == code::unknown_member)
    cannot_compile("a rule across members takes a code of a value that breaks the schema: "
                   "members_disagree, out_of_range, not_one_of, ...");
  return c;
}

} // namespace detail

/// A rule across members, from a level on; a violation is reported at `Member`, or at the object
/// when that is absent or a `no_member`.
///
/// `holds` is called with texts of any kind, and with none for what is absent: what is no value of
/// its kind, and so a violation of its own, should hold. It is not called when the object's text
/// was given up. `expected`: what would be right, in words. `what`: a code whose place is a value.
///
/// A struct may have several. They hold wherever the struct stands: as the event itself, in a
/// member, as an element.
template <auto Member>
consteval detail::object_rule across(level from, detail::holds_function holds,
                                     std::string_view expected,
                                     code what = code::members_disagree) {
  if (expected.empty())
    detail::cannot_compile(
        "across needs the words for what would be right: empty ones say nothing");
  return {.from = from,
          .code = detail::checked_code(what),
          .holds = holds,
          .reported_at = detail::described_name<Member>(),
          .expected = expected,
          .owner = detail::class_of_member<Member>};
}

template <auto Member>
consteval detail::object_rule across(level, std::nullptr_t, std::string_view,
                                     code = code::members_disagree) {
  detail::cannot_compile("across needs a function that tells whether the rule holds: null is none");
  return {};
}

/// Rules across members in one function, for what is looked at once for several of them, or found
/// inside a member: `find` notes the text of each value that is wrong.
///
/// It sees the texts of the object's own members, as `across` does, and those that the objects
/// inside it, such as the elements of an array, `collect`: of one object after another in the order
/// of the text, an empty one for what is absent. These must collect from the same level on, or a
/// lower one.
consteval detail::object_rule check_object(level from, detail::find_function find,
                                           code what = code::members_disagree) {
  return {.from = from,
          .code = detail::checked_code(what),
          .find = find,
          .reported_at = {},
          .expected = {}};
}

template <std::same_as<std::nullptr_t> Null>
consteval detail::object_rule check_object(level, Null, code = code::members_disagree) {
  detail::cannot_compile("check_object needs a function that finds what is wrong: null is none");
  return {};
}

/// From the level `from` on the texts of these members are collected for the rules of the objects
/// around this one (`check_object`).
template <auto... Member>
consteval detail::collected_members collect(level from) {
  static_assert(sizeof...(Member) > 0 && sizeof...(Member) <= detail::max_collected,
                "collect takes from 1 to 4 members");
  const std::string_view owners[] = {detail::class_of_member<Member>...};
  const std::string_view names[] = {detail::described_name<Member>()...};
  for (std::size_t i = 0; i < sizeof...(Member); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (names[i] == names[j]) detail::cannot_compile("collect names a member twice: remove one");
  for (const std::string_view owner : owners)
    if (owner != owners[0])
      detail::cannot_compile("collect names members of several structs: name this struct's only");
  return {from, sizeof...(Member), {detail::described_name<Member>()...}, owners[0]};
}

namespace detail {

template <std::size_t N>
struct object_rules {
  std::array<member_rules, N> members{};
  std::size_t count = 0;
  std::optional<level> enforced_from;
  level closed_from = never;
  bool closed_is_stated = false; ///< `never` may be, too
  collected_members collected;
  member_rules tag;
  std::string_view tagged_member;
  std::array<object_rule, N> across{};
  std::size_t across_count = 0;

  constexpr void add(const member_rules& m) {
    for (std::size_t i = 0; i < count; ++i)
      if (members[i].member == m.member)
        detail::cannot_compile("rules names a member twice: merge the two");
    members[count++] = m;
  }
  constexpr void add(struct_enforced e) {
    if (enforced_from) cannot_compile("rules has all_enforced_from twice: remove one of the two");
    check_level(e.from);
    enforced_from = e.from;
  }
  constexpr void add(struct_closed c) {
    if (closed_is_stated) cannot_compile("rules has closed_from twice: remove one of the two");
    check_level(c.from);
    closed_is_stated = true;
    closed_from = c.from;
  }
  constexpr void add(const collected_members& c) {
    if (!collected.owner.empty())
      cannot_compile("rules has collect twice: name all the members in one");
    check_level(c.from);
    collected = c;
  }
  constexpr void add(const tag_rule& t) {
    if (!tag.owner.empty())
      cannot_compile("rules has tag twice: an event has one, remove the other");
    tag = t.tag;
    tagged_member = t.variant_member;
  }
  constexpr void add(const object_rule& r) {
    check_level(r.from);
    across[across_count++] = r;
  }

  /// Whether all described members that the rules name are of the class of that `class_mark`.
  constexpr bool are_about(std::string_view mark) const {
    const auto is_other = [mark](std::string_view owner) {
      return !owner.empty() && owner != mark;
    };
    bool others = is_other(tag.owner) || is_other(collected.owner);
    for (std::size_t i = 0; i < count; ++i) others = others || is_other(members[i].owner);
    for (std::size_t i = 0; i < across_count; ++i) others = others || is_other(across[i].owner);
    return !others;
  }

  constexpr const member_rules& find(std::string_view name, const member_rules& otherwise) const {
    for (std::size_t i = 0; i < count; ++i)
      if (members[i].member == name) return members[i];
    return otherwise;
  }
};

} // namespace detail

/// Puts the rules of a struct together: fields, forbidden members, rules across members, and at
/// most one each of tag, all_enforced_from, closed_from and collect.
template <class... Parts>
consteval auto rules(Parts... parts) {
  detail::object_rules<sizeof...(Parts)> all{};
  (all.add(parts), ...);
  return all;
}

/// The rules of a described struct that states none. State them by an overload beside the struct,
/// in its namespace: `consteval auto rules_of(const my_struct*) { return
/// rules(field<&my_struct::size>("Size in bytes.", minimum(0))); }`.
template <class T>
consteval auto rules_of(const T*) {
  return rules();
}

/// The described enum whose enumerators are the wire names of a variant's alternatives; specialise
/// it beside the variant.
template <class Variant>
struct names_of;

} // namespace assay
