// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/object_rules.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace assay {

/// Enforces presence, types and rules of all members from this level on.
///
/// By default, types and rules are enforced from `published` on, and the presence of members from
/// `strict` on. The required members of the event itself are always enforced.
consteval auto all_enforced_from(level from) {
  detail::check_level(from, "all_enforced_from");
  return detail::stated_enforcement{from};
}

/// Rejects unknown members from this level on. Code: unknown_member. Below the level they are kept,
/// as in other structs. Nested structs follow their own rules.
///
/// A struct that is closed from `reference` on needs no `additional_members`.
consteval auto closed_from(level from) {
  detail::check_level(from, "closed_from");
  return detail::stated_closing{from};
}

/// Drops unknown members when the struct is read. Such a struct needs no `additional_members`.
///
/// A reader then also drops the null of a member whose type does not distinguish null from absent,
/// and a value that breaks a rule at a level that does not enforce it.
consteval auto ignores_unknown_members() { return detail::stated_ignoring{}; }

/// Gives the object a title and a description, for documents and exported schemas.
consteval auto described_as(std::string_view title, std::string_view about) {
  return detail::stated_description{title, about};
}

namespace detail {

template <class Part>
struct predicate_of {
  using type = boost::mp11::mp_list<>;
};
template <class P, auto... M>
struct predicate_of<stated_member_check<P, M...>> {
  using type = boost::mp11::mp_list<P>;
};
template <class Part>
using predicate_of_t = typename predicate_of<Part>::type;

/// Copies the predicates of the parts, which the collector cannot hold because it is not a
/// template.
template <std::size_t I, class Rules, class Part, class... Parts>
constexpr void set_predicates(Rules& out, const Part& part, const Parts&... rest) {
  constexpr bool has_one = !boost::mp11::mp_empty<predicate_of_t<Part>>::value;
  if constexpr (has_one) {
    std::get<I>(out.predicates) = part.predicate;
    std::size_t n = 0;
    for (object_check& c : out.checks)
      if (!c.looks_at_object && n++ == I) c.predicate = I;
  }
  if constexpr (sizeof...(Parts) != 0) set_predicates<I + has_one>(out, rest...);
}

/// The parts that `rules` takes.
template <class Part>
concept rule_part = counts_of<Part>
!= rule_counts{} ||
    boost::mp11::mp_contains<
        boost::mp11::mp_list<stated_style, stated_enforcement, stated_closing, stated_ignoring,
                             stated_description, stated_collection, stated_tag>,
        Part>::value;

} // namespace detail

/// Combines the rules of a struct: fields, names, forbidden members and rules across members. Each
/// of these may occur only once: tag, all_enforced_from, closed_from, ignores_unknown_members,
/// names_in, described_as and collect.
///
/// The rules of an enum may only be `named` and `names_in`.
template <class... Parts>
consteval auto rules(Parts... parts) {
  constexpr bool are_parts = (detail::rule_part<Parts> && ...);
  static_assert(are_parts,
                "rules takes rules of a struct, such as field<&my_struct::member>(...) or "
                "closed_from(...): put a rule of one member, such as minimum(0), into its field");
  if constexpr (!are_parts) {
    return detail::object_rules<detail::rule_counts{}>();
  } else {
    constexpr auto counts = (detail::counts_of<Parts> + ... + detail::rule_counts{});
    using predicates =
        boost::mp11::mp_append<boost::mp11::mp_list<>, detail::predicate_of_t<Parts>...>;
    boost::mp11::mp_rename<
        boost::mp11::mp_push_front<predicates, detail::rule_count_constant<counts>>,
        detail::object_rules_of>
        out;
    detail::rule_collector all{out,
                               out.members.data(),
                               out.rules.data(),
                               out.choices.data(),
                               out.texts.data(),
                               out.names.data(),
                               out.checks.data(),
                               out.ids.data()};
    (detail::add(all, parts), ...);
    if constexpr (!boost::mp11::mp_empty<predicates>::value)
      detail::set_predicates<0>(out, parts...);
    return out;
  }
}

/// Returns the rules of a described struct or enum that states none. To state rules, overload it in
/// the namespace of the struct:
///
///     consteval auto rules_of(const my_struct*) {
///       return rules(field<&my_struct::size>("Size in bytes.", minimum(0)));
///     }
template <class T>
consteval auto rules_of(const T*) {
  return rules();
}

} // namespace assay
