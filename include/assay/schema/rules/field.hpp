// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/contradictions.hpp"
#include "assay/schema/rules/presence.hpp"
#include "assay/schema/rules/satisfies.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace assay {
namespace detail {

template <class T>
inline constexpr checked_type checked_type_of{};
template <integer T>
inline constexpr checked_type checked_type_of<T>{
    .is_integer = true, .minimum = integer_minimum<T>(), .maximum = integer_maximum<T>()};

/// Sets the functions of the predicates in the rules of a member with values of type V.
template <class V, class... Rules>
constexpr void set_functions(rule* out, const Rules&...) {
  const auto set = [&]<class R>(std::type_identity<R>) {
    if constexpr (is_stated_predicate<R>) out->holds = R::template function<V>;
    out += R::rule_count;
  };
  (set(std::type_identity<Rules>()), ...);
}

/// The rules that `field` takes.
template <class T>
concept member_rule = requires {
  T::subject;
  T::rule_count;
};

/// Returns whether the function of a rule, if there is one, takes values of the type.
template <class Rule, class V>
consteval bool fits_value() {
  if constexpr (requires { Rule::template fits<V>; }) return Rule::template fits<V>;
  else return true;
}

/// Returns whether rules on a subject apply to members of the type.
template <class V>
consteval bool takes_rules_on(rule_subject subject) {
  switch (subject) {
  case rule_subject::any: return true;
  case rule_subject::text: return is_text<V>;
  case rule_subject::number: return is_number<V>;
  case rule_subject::counted: return is_counted<V>;
  }
  return false;
}

/// Whether these can be the rules of a member.
template <class V, class... Rules>
inline constexpr bool apply_to = [] {
  if constexpr (!(member_rule<Rules> && ...)) return false;
  else if constexpr (std::is_same_v<V, no_member>) return false; // it has no rules
  else return ((takes_rules_on<V>(Rules::subject) && fits_value<Rules, V>()) && ...);
}();

/// Fails to compile, with the reason why these cannot be the rules of a member.
template <auto Member, class... Rules>
consteval void refuse_rules_of_member() {
  using type = value_type_t<member_type<Member>>;
  if constexpr (!(member_rule<Rules> && ...)) {
    static_assert(
        (member_rule<Rules> && ...),
        "field takes the rules of one member, such as minimum(0) or not_null(): put "
        "rules of the struct, such as check_members or closed_from, beside field in rules");
  } else if constexpr (!std::is_same_v<type, no_member>) {
    static_assert(((Rules::subject != rule_subject::text || is_text<type>)&&...),
                  "a rule on strings (min_length, max_characters, one_of, format, ...) needs a "
                  "member of type std::string: change the rule or the member");
    static_assert(((Rules::subject != rule_subject::number || is_number<type>)&&...),
                  "a rule on numbers (minimum, between, multiple_of, whole, ...) needs a member of "
                  "a number type: change the rule or the member");
    static_assert(((Rules::subject != rule_subject::counted || is_counted<type>)&&...),
                  "a rule on counts (min_count, max_count, unique_elements) needs a member that is "
                  "an array or a map: change the rule or the member");
    static_assert(
        (fits_value<Rules, type>() && ...),
        "satisfies needs a function that takes the type of the member (std::string_view for "
        "strings) or an assay::json_text, and returns bool");
  }
}

} // namespace detail

/// Describes one member and states its rules: `field<&tool::size>("Size in bytes.", minimum(0))`.
///
/// `about` is the description, for people. `rules` are those of schema/rules/numbers.hpp,
/// strings.hpp, counts.hpp, satisfies.hpp, presence.hpp and names.hpp. Each kind of rule may be
/// given once for a level.
template <auto Member, class... Rules>
consteval auto field(std::string_view about, Rules... rules) {
  using type = detail::value_type_t<detail::member_type<Member>>;
  if constexpr (detail::apply_to<type, Rules...>) {
    detail::field_rules<(Rules::rule_count + ... + 0), (Rules::text_count + ... + 0)> out;
    out.member.id = detail::id_of<Member>();
    out.member.about = about;
    detail::field_collector all{out.member, out.rules.data(), out.choices.data(), out.texts.data()};
    (rules.add_to(all), ...);
    if constexpr ((detail::is_stated_predicate<Rules> || ...))
      detail::set_functions<type>(out.rules.data(), rules...);
    out.member.rules.count = all.rule_count;
    detail::check_rules_of(all, detail::checked_type_of<type>);
    detail::check_presence_of(out.member, detail::may_be_absent<detail::member_type<Member>>);
    return out;
  } else {
    detail::refuse_rules_of_member<Member, Rules...>();
    detail::field_rules<0, 0> out;
    out.member.id = detail::id_of<Member>();
    out.member.about = about;
    return out;
  }
}

/// Forbids a member, even as null. `instead` states what to send. Code: forbidden_member.
consteval auto forbidden(std::string_view name, std::string_view instead) {
  detail::field_rules<0, 0> out;
  if (name.empty())
    detail::cannot_compile("the name of a member is empty: write its name", "forbidden");
  out.member.forbidden = name;
  out.member.about = instead;
  return out;
}

} // namespace assay
