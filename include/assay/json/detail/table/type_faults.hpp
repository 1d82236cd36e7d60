// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/table/author_checks.hpp"

#include <memory>
#include <string_view>
#include <type_traits>
#include <variant>

namespace assay::detail {

// The compiler's messages for invalid types of members. They are instantiated only for a mistake,
// as functions of the member, so that compilers name the member in their first lines.

template <class>
inline constexpr bool is_shared_ptr = false;
template <class T>
inline constexpr bool is_shared_ptr<std::shared_ptr<T>> = true;

template <class T>
concept map_of_other_keys = requires {
  typename T::key_type;
  typename T::mapped_type;
}
&&!std::is_same_v<typename T::key_type, std::string>;

template <auto Member, class V>
auto report_fault_of_type();

/// Reports the first invalid type among these.
template <auto Member, class V, class... Rest>
auto report_fault_among() {
  if constexpr (!is_wire_type<V>() || sizeof...(Rest) == 0) report_fault_of_type<Member, V>();
  else report_fault_among<Member, Rest...>();
}

template <auto Member, class E>
auto report_fault_of_enum() {
  static_assert(described_enum<E>,
                "an enum of a wire object must be described: add BOOST_DESCRIBE_ENUM");
  if constexpr (!has_constant_rules<E>) {
    static_assert((rules_of(static_cast<const E*>(nullptr)), true));
  } else if constexpr (described_enum<E>) {
    static_assert(has_enum_rules<E>(),
                  "the rules of an enum can only be named<my_enum::enumerator>(...) for its "
                  "enumerators, and names_in: remove the others");
    static_assert(enum_table<E>::size != 0,
                  "an enum of a wire object needs at least one enumerator: describe it");
    static_assert(are_distinct(enum_table<E>::names),
                  "two enumerators have the same name in JSON: rename one");
  }
}

template <auto Member, class... A>
auto report_fault_of_variant(const std::variant<A...>*) {
  using variant = std::variant<A...>;
  constexpr bool never = sizeof(variant) == 0;
  if constexpr (!has_constant_rules<variant>) {
    static_assert((rules_of(static_cast<const variant*>(nullptr)), true));
  } else if constexpr (tagged_variant<variant>) {
    constexpr std::size_t names = union_rules_of<variant>.names.size();
    static_assert(names == sizeof...(A) || names + 1 == sizeof...(A),
                  "`alternatives` needs one name for each alternative of the std::variant, except "
                  "an untyped_payload or raw_object at the end: add or remove names");
    static_assert(has_distinct_names<variant>,
                  "two alternatives of a union have the same name in `alternatives`: rename one");
    static_assert(!has_distinct_names<variant> ||
                      (names != sizeof...(A) && names + 1 != sizeof...(A)),
                  "the alternatives of a tagged union must be described structs; one at the end, "
                  "without a name, keeps objects with an unknown tag: assay::untyped_payload if "
                  "the tag is beside the union, assay::raw_object if it is inside");
  } else if constexpr ((is_wire_type<A>() && ...)) {
    static_assert(never, "a std::variant in a wire object needs alternatives of different JSON "
                         "types, or must be a tagged union of described structs: state "
                         "`alternatives` in rules_of for the variant, or change the alternatives");
  } else {
    report_fault_among<Member, A...>();
  }
}

/// Reports what is wrong with the type of a member, its elements or its alternatives.
template <auto Member, class V>
auto report_fault_of_type() {
  constexpr bool never = sizeof(V*) == 0;
  if constexpr (std::is_array_v<V>)
    static_assert(never, "a member of a wire object cannot be a C array: use std::array or "
                         "std::vector, or std::string for a text");
  else if constexpr (std::is_pointer_v<V>)
    static_assert(never, "a member of a wire object cannot be a pointer: use the value, "
                         "std::optional or std::unique_ptr, or std::string for a text");
  else if constexpr (is_character<V>)
    static_assert(never, "a member of a wire object cannot be a character: use std::string, or "
                         "std::int8_t for a small number");
  else if constexpr (std::is_same_v<V, std::string_view>)
    static_assert(never, "a member of a wire object cannot be a view: use std::string");
  else if constexpr (std::is_same_v<V, long double>)
    static_assert(never, "a member of a wire object cannot be a long double: use double, or "
                         "assay::number for exact numbers of any size");
  else if constexpr (std::is_enum_v<V>) report_fault_of_enum<Member, V>();
  else if constexpr (is_shared_ptr<V>)
    static_assert(never,
                  "a member of a wire object cannot be a std::shared_ptr: use std::unique_ptr");
  else if constexpr (is_optional<V> || is_optional_or_null<V>)
    static_assert(never, "an element or alternative cannot be missing: remove the std::optional or "
                         "optional_or_null around it");
  else if constexpr (map_of_other_keys<V>)
    static_assert(never, "the keys of a map in a wire object must be std::string, as in JSON");
  else if constexpr (is_variant<V>) report_fault_of_variant<Member>(static_cast<const V*>(nullptr));
  else if constexpr (is_unique_ptr<V>) report_fault_of_type<Member, value_type_t<V>>();
  else if constexpr (is_tagged_beside<element_type_t<V>>)
    static_assert(never, "the elements of an array or a map cannot be a union with its tag beside "
                         "it: add tagged_by to its alternatives");
  else if constexpr (!std::is_void_v<element_type_t<V>>)
    report_fault_of_type<Member, element_type_t<V>>();
  else if constexpr (std::is_class_v<V> && std::is_aggregate_v<V>)
    static_assert(never, "a struct in a wire object must be described: add BOOST_DESCRIBE_STRUCT");
  else
    static_assert(never,
                  "a member of a wire object cannot have this type: docs/guide/own-objects.md "
                  "lists the types; a struct needs BOOST_DESCRIBE_STRUCT");
}

/// Reports what is wrong with a member, if something is.
template <auto Member>
auto report_fault_of_member() {
  using declared = typename decltype(type_of(Member))::type;
  using value = value_type_t<std::remove_cvref_t<declared>>;
  if constexpr (!is_member_type<declared>()) {
    if constexpr (std::is_const_v<declared>)
      static_assert(!std::is_const_v<declared>,
                    "a member of a wire object cannot be const: a reader fills it");
    else if constexpr (may_be_absent<value>)
      static_assert(!may_be_absent<value>,
                    "a member cannot be optional twice: remove the std::optional, optional_or_null "
                    "or std::unique_ptr inside the other");
    else report_fault_of_type<Member, value>();
  }
}

template <template <class...> class List, class... D>
auto report_faults_of_members(List<D...>) {
  (report_fault_of_member<D::pointer>(), ...);
}

} // namespace assay::detail
