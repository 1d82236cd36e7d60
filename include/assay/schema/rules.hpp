#pragma once

#include "assay/error/code.hpp"
#include "assay/identity/rfc3339.hpp"
#include "assay/schema/cannot_compile.hpp"
#include "assay/schema/level.hpp"
#include "assay/schema/traits.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assay {

/// The forms of text that a rule can ask for.
enum class text_format : std::uint8_t { any, rfc3339 };

namespace detail {

inline constexpr std::size_t max_choices = 5;

/// Everything that the schema says of one member beyond its name and C++ type.
struct member_rules {
  std::string_view member; ///< the described name, or that of a forbidden member
  std::string_view about;
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  std::uint32_t min_length = 0; ///< bytes
  text_format format = text_format::any;
  level format_from = level::published;
  std::optional<level> enforced_from; ///< absent: as the struct's
  std::optional<level> needed_from;   ///< of an optional member: absent when it is needed at no level
  level not_null_from = never;        ///< of an optional member: null is a misfit
  level whole_from = never;           ///< of a number: it is an integer, however it is written
  bool forbidden = false;
  std::uint8_t choice_count = 0;
  std::array<std::string_view, max_choices> choices{};

  constexpr bool bounds_number() const noexcept {
    return minimum != std::numeric_limits<std::int64_t>::min() || maximum != std::numeric_limits<std::int64_t>::max();
  }
  constexpr bool restricts_value() const noexcept {
    return bounds_number() || whole_from != never || min_length != 0 || format != text_format::any || choice_count != 0;
  }
};

/// The raw JSON text of each described member of an object, in their order; empty where it is absent.
using member_texts = const std::string_view*;

/// The texts that a rule across members looks at.
struct object_texts {
  member_texts own;                            ///< the object's
  std::span<const std::string_view> collected; ///< those that the objects inside it collect, of one after another
};

/// Tells whether a rule across members holds.
using holds_function = bool (*)(member_texts);

} // namespace detail

/// What a rule found wrong: the text of a value each, and what would be right there. Allocates nothing as long as nothing is wrong.
class breaches {
 public:
  /// Notes it. `place`: a part of one of the texts that the rule looks at, where a value begins; empty: nothing is wrong. `expected` must
  /// live as long as the program.
  void add(std::string_view place, std::string_view expected) {
    if (!place.empty()) list_.push_back({place, expected});
  }
  std::size_t size() const noexcept { return list_.size(); }
  std::string_view place(std::size_t i) const noexcept { return list_[i].place; }
  std::string_view expected(std::size_t i) const noexcept { return list_[i].expected; }

 private:
  struct breach {
    std::string_view place, expected;
  };
  std::vector<breach> list_;
};

namespace detail {

/// Finds all that breaks a rule across members.
using breaches_function = void (*)(const object_texts&, breaches&);

/// A rule across members: one of the two functions. What does not hold is reported at the member `reported_at`, a breach where it is.
struct object_rule {
  level from = never;
  assay::code code = code::members_disagree;
  holds_function holds = nullptr;
  breaches_function find = nullptr;
  std::string_view reported_at;
  std::string_view expected;
};

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
};
struct tag_rule {
  member_rules tag;
  std::string_view variant_member;
};

enum class rule_subject : std::uint8_t { text, number, any };

/// A demand on a member: which of its rules are set, and to what. The subject is in the type, so that it can be checked there.
template <rule_subject Subject>
struct rule {
  static constexpr rule_subject subject = Subject;
  enum class what : std::uint8_t { minimum, maximum, between, min_length, format, one_of, whole, not_null, enforced_from, needed_from } set;
  std::int64_t low = 0;
  std::int64_t high = 0;
  text_format format = text_format::any;
  level from = level::published;
  std::uint8_t choice_count = 0;
  std::array<std::string_view, max_choices> choices{};

  constexpr void apply(member_rules& m) const {
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
    case what::needed_from:
      if (from != never) m.needed_from = from;
      return;
    }
  }
};
using text_rule = rule<rule_subject::text>;
using number_rule = rule<rule_subject::number>;
using any_rule = rule<rule_subject::any>;

template <class A, class B>
consteval bool same_member(A, B) {
  return false;
}
template <class A>
consteval bool same_member(A a, A b) {
  return a == b;
}

/// A described member's name in the text. An underscore at the end does not belong to it: `template_` is the member `template`.
template <class D>
consteval std::string_view wire_name() {
  std::string_view name = D::name;
  if (name.size() > 1 && name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <auto Member, template <class...> class List, class... D>
consteval std::string_view name_among(List<D...>) {
  std::string_view name;
  ((same_member(D::pointer, Member) ? void(name = wire_name<D>()) : void()), ...);
  return name;
}

template <auto Member>
consteval std::string_view described_name() {
  const std::string_view name = name_among<Member>(members_of<decltype(class_of(Member))>());
  if (name.empty()) detail::cannot_compile("the member is not described: name it in BOOST_DESCRIBE_STRUCT");
  return name;
}

template <auto Member, template <class...> class List, class... D>
consteval std::size_t index_among(List<D...>) {
  std::size_t index = 0, found = 0;
  ((same_member(D::pointer, Member) ? void(found = index) : void(), index += !std::is_same_v<member_type<D::pointer>, no_member>), ...);
  return found;
}

} // namespace detail

/// The raw JSON text of a member, for a rule across members; empty when the member is absent, and when it is a `no_member`.
///
/// Precondition: the `additional_members` are described last.
template <auto Member>
constexpr std::string_view text_of(detail::member_texts texts) noexcept {
  if constexpr (std::is_same_v<detail::member_type<Member>, no_member>) return {};
  else return texts[detail::index_among<Member>(detail::members_of<decltype(detail::class_of(Member))>())];
}

/// The number is at least `bound`.
consteval detail::number_rule minimum(std::int64_t bound) { return {.set = detail::number_rule::what::minimum, .low = bound}; }

/// The number is at most `bound`.
consteval detail::number_rule maximum(std::int64_t bound) { return {.set = detail::number_rule::what::maximum, .high = bound}; }

/// The number is from `least` to `greatest`, both included.
consteval detail::number_rule between(std::int64_t least, std::int64_t greatest) {
  return {.set = detail::number_rule::what::between, .low = least, .high = greatest};
}

/// The string has at least `bytes` bytes.
consteval detail::text_rule min_length(std::uint32_t bytes) { return {.set = detail::text_rule::what::min_length, .low = bytes}; }

/// The string has the format, asked for from the level `from` on.
consteval detail::text_rule format(text_format f, level from = level::published) {
  return {.set = detail::text_rule::what::format, .format = f, .from = from};
}

/// The string is one of the choices.
template <class... Choice>
consteval detail::text_rule one_of(Choice... choices) {
  static_assert(sizeof...(Choice) > 0 && sizeof...(Choice) <= detail::max_choices, "one_of takes from 1 to 5 choices");
  return {.set = detail::text_rule::what::one_of, .choice_count = sizeof...(Choice), .choices = {std::string_view(choices)...}};
}

/// The number is an integer, however it is written: 2, 2.0 and 20e-1 are, 2.5 is not. Asked for from the level `from` on.
consteval detail::number_rule whole(level from = level::published) { return {.set = detail::number_rule::what::whole, .from = from}; }

/// An optional member may be absent, but not null: from the level on at which its type is enforced, or from `from` on, if that is higher.
consteval detail::any_rule not_null(level from = level::reference) { return {.set = detail::any_rule::what::not_null, .from = from}; }

/// The member's type and rules are enforced from this level on; below it a misfit is a warning. Default: `published`.
///
/// For members that may be absent, and those of structs inside the event. The event's own required members are enforced at every
/// level: were a misfit accepted, there would be no place to keep it.
consteval detail::any_rule enforced_from(level from) { return {.set = detail::any_rule::what::enforced_from, .from = from}; }

/// An optional member must be there from this level on, and not as null; below it nothing is said of its absence.
///
/// For a member that its own type cannot demand: the event's `std::string` must be there at every level, this one not.
consteval detail::any_rule needed_from(level from) { return {.set = detail::any_rule::what::needed_from, .from = from}; }

/// What the schema says of one member: `field<&tool::size>("Size in bytes.", minimum(0))`.
template <auto Member, class... Rules>
consteval detail::member_rules field(std::string_view about, Rules... rules) {
  using type = detail::value_type_t<detail::member_type<Member>>;
  constexpr bool is_there = !std::is_same_v<type, no_member>; // what is not has no rules
  static_assert(!is_there || ((Rules::subject != detail::rule_subject::text || detail::is_text<type>)&&...),
                "a rule about text (min_length, format, one_of) needs a member of type std::string: change the rule or the member");
  static_assert(!is_there || ((Rules::subject != detail::rule_subject::number || detail::is_number<type>)&&...),
                "a rule about numbers (minimum, maximum, between, whole) needs a member of a number type: change the rule or the member");
  detail::member_rules all;
  all.member = detail::described_name<Member>();
  all.about = about;
  if constexpr (!is_there) return all;
  (rules.apply(all), ...);
  if (all.minimum > all.maximum) detail::cannot_compile("the minimum is above the maximum: no number could pass; exchange the bounds");
  if constexpr (std::unsigned_integral<type>)
    if (all.maximum < 0) detail::cannot_compile("the maximum of an unsigned member is below 0: no number could pass; raise it");
  if (std::integral<type> && all.whole_from != never)
    detail::cannot_compile("whole is for members of type assay::number: an integer type takes nothing else, remove the rule");
  for (std::size_t i = 0; i < all.choice_count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (all.choices[i] == all.choices[j]) detail::cannot_compile("one_of names a choice twice: remove one");
  constexpr bool may_be_absent =
      detail::is_optional<detail::member_type<Member>> || detail::is_optional_or_null<detail::member_type<Member>>;
  if (all.not_null_from != never && !may_be_absent)
    detail::cannot_compile("not_null is for members that may be absent: the others say by their type whether null is taken");
  if (all.needed_from && !may_be_absent)
    detail::cannot_compile("needed_from is for members that may be absent: this one's type demands it already, remove the rule");
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
  m.about = about;
  return {m, detail::described_name<Member>()};
}

/// Presence, types and rules of the whole struct are enforced from this level on.
///
/// Without it, types and rules are enforced from `published` and the presence of members from `strict` on; what is required of the
/// event itself, always.
consteval detail::struct_enforced all_enforced_from(level from) { return {from}; }

/// From this level on a member that the struct's rules do not name is an error, `unknown_member`; below it, it is kept like those of other
/// structs. What a struct inside it does with such members is that one's own affair.
consteval detail::struct_closed closed_from(level from) { return {from}; }

/// A rule across members, from a level on; a violation is reported at `Member`, or at the object when that is absent.
///
/// `holds` is called with texts of any kind, and with none for what is absent: what is no value of its kind, and so a violation of its
/// own, should hold. It is not called when the object's text was given up. `expected`: what would be right, in words. `what`: a code whose
/// place is a value.
///
/// A struct may have several. They hold wherever the struct stands: as the event itself, in a member, as an element.
template <auto Member>
consteval detail::object_rule across(level from, detail::holds_function holds, std::string_view expected,
                                     code what = code::members_disagree) {
  return {.from = from, .code = what, .holds = holds, .reported_at = detail::described_name<Member>(), .expected = expected};
}

/// Rules across members in one function, for what is looked at once for several of them, or found inside a member: `find` notes the text of
/// each value that is wrong.
///
/// It sees the texts of the object's own members, as `across` does, and those that the objects inside it, such as the elements of an array,
/// `collect`: of one object after another in the order of the text, an empty one for what is absent. These must collect from the same
/// level on, or a lower one.
consteval detail::object_rule across_all(level from, detail::breaches_function find, code what = code::members_disagree) {
  return {.from = from, .code = what, .find = find, .reported_at = {}, .expected = {}};
}

/// From the level `from` on the texts of these members are collected for the rules of the objects around this one (`across_all`).
template <auto... Member>
consteval detail::collected_members collect(level from) {
  static_assert(sizeof...(Member) > 0 && sizeof...(Member) <= detail::max_collected, "collect takes from 1 to 4 members");
  return {from, sizeof...(Member), {detail::described_name<Member>()...}};
}

namespace detail {

template <std::size_t N>
struct object_rules {
  std::array<member_rules, N> members{};
  std::size_t count = 0;
  std::optional<level> enforced_from;
  level closed_from = never;
  collected_members collected;
  member_rules tag;
  std::string_view tagged_member;
  std::array<object_rule, N> across{};
  std::size_t across_count = 0;

  constexpr void add(const member_rules& m) {
    for (std::size_t i = 0; i < count; ++i)
      if (members[i].member == m.member) detail::cannot_compile("rules names a member twice: merge the two");
    members[count++] = m;
  }
  constexpr void add(struct_enforced e) { enforced_from = e.from; }
  constexpr void add(struct_closed c) { closed_from = c.from; }
  constexpr void add(const collected_members& c) { collected = c; }
  constexpr void add(const tag_rule& t) {
    tag = t.tag;
    tagged_member = t.variant_member;
  }
  constexpr void add(const object_rule& r) { across[across_count++] = r; }

  constexpr const member_rules& find(std::string_view name, const member_rules& otherwise) const {
    for (std::size_t i = 0; i < count; ++i)
      if (members[i].member == name) return members[i];
    return otherwise;
  }
};

} // namespace detail

/// Puts the rules of a struct together: fields, forbidden members, rules across members, and at most one each of tag, all_enforced_from,
/// closed_from and collect.
template <class... Parts>
consteval auto rules(Parts... parts) {
  detail::object_rules<sizeof...(Parts)> all{};
  (all.add(parts), ...);
  return all;
}

/// The rules of a described struct that states none. State them by an overload beside the struct, in its namespace:
/// `consteval auto rules_of(const my_struct*) { return rules(field<&my_struct::size>("Size in bytes.", minimum(0))); }`.
template <class T>
consteval auto rules_of(const T*) {
  return rules();
}

/// The described enum whose enumerators are the wire names of a variant's alternatives; specialise it beside the variant.
template <class Variant>
struct names_of;

} // namespace assay
