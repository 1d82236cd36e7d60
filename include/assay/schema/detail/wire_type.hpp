// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/kind.hpp"
#include "assay/schema/detail/described.hpp"
#include "assay/schema/rules/object.hpp"
#include "assay/schema/schema.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace assay::detail {

// The meaning of the C++ type of a member for its values.

template <class T>
inline constexpr bool is_variant = false;
template <class... A>
inline constexpr bool is_variant<std::variant<A...>> = true;

/// Whether the author's `rules_of` returns rules instead of a compile-time mistake.
template <class T>
concept has_constant_rules = requires {
  typename std::bool_constant<(rules_of(static_cast<const T*>(nullptr)), true)>;
};
template <class T>
concept has_object_rules =
    has_constant_rules<T> && is_object_rules<decltype(rules_of(static_cast<const T*>(nullptr)))>;

/// A std::variant whose alternatives are distinguished by a tag.
template <class V>
concept tagged_variant = is_variant<V> && has_constant_rules<V> &&
    is_union_rules<decltype(rules_of(static_cast<const V*>(nullptr)))>;

/// The rules of a tagged variant.
template <tagged_variant V>
inline constexpr auto union_rules_of = rules_of(static_cast<const V*>(nullptr));

/// Whether the alternatives of a tagged variant hold their tags.
template <class V>
inline constexpr bool is_tagged_inside = false;
template <tagged_variant V>
inline constexpr bool is_tagged_inside<V> = !union_rules_of<V>.tag.empty();

/// Whether the struct around a tagged variant holds its tag.
template <class V>
inline constexpr bool is_tagged_beside = false;
template <tagged_variant V>
inline constexpr bool is_tagged_beside<V> = union_rules_of<V>.tag.empty();

template <class T>
inline constexpr bool is_untyped = std::is_same_v<T, untyped_payload>;

/// std::map, std::unordered_map and similar types with names as keys. They are detected by their
/// members, so that their headers need not be included.
template <class T>
inline constexpr bool is_map = false;
template <class T>
requires(std::is_same_v<typename T::key_type, std::string>&& requires(T t) {
  t.try_emplace(std::string());
}) inline constexpr bool is_map<T> = true;

template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;

/// The type of elements of an array or values of a map, or void.
template <class T>
struct element_type : std::type_identity<void> {};
template <class T, class A>
struct element_type<std::vector<T, A>> : std::type_identity<T> {};
template <class T, class A>
struct element_type<std::vector<std::pair<std::string, T>, A>> : std::type_identity<T> {};
template <class T, std::size_t N>
struct element_type<std::array<T, N>> : std::type_identity<T> {};
template <class T>
requires(is_map<T>) struct element_type<T> : std::type_identity<typename T::mapped_type> {
};
template <class T>
using element_type_t = typename element_type<T>::type;

template <class T>
inline constexpr bool is_counted<std::vector<T>> = true;
template <class T, std::size_t N>
inline constexpr bool is_counted<std::array<T, N>> = true;
template <class T>
requires(is_map<T>) inline constexpr bool is_counted<T> = true;

/// The kind of a type's values. json/ specializes it for its own types.
template <class T>
inline constexpr type_kind kind_of_type = [] {
  if constexpr (std::is_same_v<T, std::string>) return type_kind::string;
  else if constexpr (std::is_same_v<T, bool>) return type_kind::boolean;
  else if constexpr (integer<T>) return type_kind::integer;
  else if constexpr (is_number<T>) return type_kind::number;
  else if constexpr (described_enum<T>) return type_kind::enumeration;
  else if constexpr (described<T>) return type_kind::object;
  else if constexpr (tagged_variant<T>) return type_kind::tagged;
  else if constexpr (is_variant<T>) return type_kind::one_of;
  else if constexpr (is_map<T>) return type_kind::map;
  else if constexpr (is_array<T>) return type_kind::array;
  else return type_kind::none;
}();
template <class T>
inline constexpr type_kind kind_of_type<std::vector<T>> = type_kind::array;
template <class T>
inline constexpr type_kind kind_of_type<std::vector<std::pair<std::string, T>>> = type_kind::map;
template <class T>
inline constexpr type_kind kind_of_type<std::unique_ptr<T>> = kind_of_type<T>;

template <class T>
inline constexpr std::string_view type_name<std::vector<std::pair<std::string, T>>> = "object";
template <class T>
requires(is_map<T>) inline constexpr std::string_view type_name<T> = "object";
template <class T, std::size_t N>
inline constexpr std::string_view type_name<std::array<T, N>> = "array";

constexpr unsigned kind_bit(kind k) noexcept { return 1u << static_cast<unsigned>(k); }

/// Returns the JSON types that a type accepts, as bits.
template <class T>
consteval unsigned json_kinds();

template <class... A>
consteval unsigned json_kinds_of_any(const std::variant<A...>*) {
  return (json_kinds<A>() | ...);
}

template <class T>
consteval unsigned json_kinds() {
  switch (kind_of_type<T>) {
  case type_kind::none: return 0;
  case type_kind::string:
  case type_kind::enumeration:
  case type_kind::timestamp: return kind_bit(kind::string);
  case type_kind::boolean: return kind_bit(kind::boolean);
  case type_kind::integer:
  case type_kind::number: return kind_bit(kind::number);
  case type_kind::array: return kind_bit(kind::array);
  case type_kind::object:
  case type_kind::free_object:
  case type_kind::map:
  case type_kind::tagged: return kind_bit(kind::object);
  case type_kind::any:
  case type_kind::typed_or_any: return ~0u;
  case type_kind::one_of:
    if constexpr (is_variant<T>) return json_kinds_of_any(static_cast<const T*>(nullptr));
  }
  return 0;
}

/// Returns whether JSON's types distinguish the alternatives of a variant.
template <class... A>
consteval bool are_distinguishable(const std::variant<A...>*) {
  unsigned seen = 0;
  bool apart = true;
  ((apart = apart && json_kinds<A>() != 0 && (seen & json_kinds<A>()) == 0,
    seen |= json_kinds<A>()),
   ...);
  return apart;
}

/// The JSON types of a variant in words: "string or array".
template <class V>
inline constexpr auto kinds_in_words = [] {
  name_storage<64> out;
  const unsigned kinds = json_kinds<V>();
  unsigned left = 0;
  for (unsigned k = 0; k <= static_cast<unsigned>(kind::object); ++k) left += kinds >> k & 1;
  const auto add = [&](std::string_view text) {
    for (const char c : text) out.characters[out.size++] = c;
  };
  for (unsigned k = 0; k <= static_cast<unsigned>(kind::object); ++k)
    if ((kinds >> k & 1) != 0) {
      if (out.size != 0) add(left == 1 ? " or " : ", ");
      add(name_of(static_cast<kind>(k)));
      --left;
    }
  return out;
}();
template <class... A>
inline constexpr std::string_view
    type_name<std::variant<A...>> = kind_of_type<std::variant<A...>> == type_kind::one_of
                                        ? kinds_in_words<std::variant<A...>>.view()
                                        : std::string_view("object");

/// The enumerators of a described enum: their values and JSON names.
template <described_enum E>
struct enum_table {
  using list = boost::describe::describe_enumerators<E>;
  static constexpr std::size_t size = boost::mp11::mp_size<list>::value;
  static constexpr auto stated = [] {
    if constexpr (has_object_rules<E>) return rules_of(static_cast<const E*>(nullptr));
    else return assay::rules();
  }();

  template <class D>
  static consteval std::string_view name_of() {
    const member_id id{D::name, class_mark_of<E>};
    for (const stated_name& n : stated.names)
      if (n.id == id) return n.name;
    constexpr case_style style = stated.style.value_or(case_style::as_declared);
    if constexpr (style == case_style::as_declared) return without_underscore(D::name);
    else return styled_name<D, style>.view();
  }

  static constexpr std::array<E, size> values =
      []<template <class...> class L, class... D>(L<D...>) {
        return std::array<E, size>{D::value...};
      }(list());
  static constexpr std::array<std::string_view, size> names =
      []<template <class...> class L, class... D>(L<D...>) {
        return std::array<std::string_view, size>{name_of<D>()...};
      }(list());
};

template <class T>
const object_schema& schema_function();

template <class T>
consteval type_schema make_type_schema();

/// The schema of a type.
template <class T>
inline constexpr type_schema type_schema_of = make_type_schema<T>();

template <class V>
struct alternative_schemas;
template <class... A>
struct alternative_schemas<std::variant<A...>> {
  static constexpr std::array<type_schema, sizeof...(A)> all{make_type_schema<A>()...};
};

template <class T>
consteval type_schema make_type_schema() {
  type_schema out{.kind = kind_of_type<T>, .name = type_name<T>};
  if constexpr (is_unique_ptr<T>) {
    return make_type_schema<value_type_t<T>>();
  } else if constexpr (described_enum<T>) {
    out.names = enum_table<T>::names;
  } else if constexpr (integer<T>) {
    out.minimum = integer_minimum<T>();
    out.maximum = integer_maximum<T>();
    out.size = sizeof(T);
  } else if constexpr (std::is_floating_point_v<T>) {
    out.size = sizeof(T);
  } else if constexpr (described<T>) {
    out.object = &schema_function<T>;
  } else if constexpr (kind_of_type<T> == type_kind::typed_or_any) {
    out.alternatives = std::span(alternative_schemas<T>::all).first(1);
    using object = std::variant_alternative_t<0, T>;
    out.typed_from = level::published;
    if constexpr (has_object_rules<object>)
      out.typed_from =
          rules_of(static_cast<const object*>(nullptr)).enforced_from.value_or(level::published);
  } else if constexpr (tagged_variant<T>) {
    out.names = union_rules_of<T>.names;
    out.tag = union_rules_of<T>.tag;
    out.alternatives = std::span(alternative_schemas<T>::all).first(union_rules_of<T>.names.size());
    out.keeps_unknown = std::variant_size_v<T> > union_rules_of<T>.names.size();
  } else if constexpr (is_variant<T>) {
    out.alternatives = alternative_schemas<T>::all;
  } else if constexpr (!std::is_void_v<element_type_t<T>>) {
    out.element = &type_schema_of<element_type_t<T>>;
    if constexpr (is_array<T>) out.size = std::tuple_size_v<T>;
  }
  return out;
}

} // namespace assay::detail
