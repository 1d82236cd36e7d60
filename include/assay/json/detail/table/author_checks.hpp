// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/text/utf8.hpp"
#include "assay/schema/detail/wire_object.hpp"

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace assay::detail {

// Checks for mistakes in wire objects that the compiler does not find.

/// Returns the size of a struct that has exactly these members in this order.
template <template <class...> class List, class... D>
consteval std::size_t size_of_members(List<D...>) {
  std::size_t size = 0, alignment = 1;
  const auto align = [&](std::size_t to) { size = (size + to - 1) / to * to; };
  const auto add = [&](std::size_t member_size, std::size_t member_alignment) {
    align(member_alignment);
    size += member_size;
    alignment = member_alignment > alignment ? member_alignment : alignment;
  };
  (add(sizeof(member_type<D::pointer>), alignof(member_type<D::pointer>)), ...);
  align(alignment);
  return size;
}

/// Converts to a value of any type.
struct any_value {
  template <class T>
  operator T() const;
};

/// Converts to any empty base of T, and to nothing else.
template <class T>
struct any_empty_base {
  template <class B>
  requires(std::is_empty_v<B>&& std::is_base_of_v<B, T>) operator B() const;
};

template <class T, class... M>
concept made_of = requires {
  T{std::declval<M>()...};
};
template <class T, class... M>
concept made_of_base_and = requires {
  T{any_empty_base<T>(), std::declval<M>()...};
};

/// Whether an aggregate's members, after an empty base, have these types in this order. (For other
/// structs, only the size can be compared.)
template <class T, class... M>
inline constexpr bool has_members =
    !std::is_aggregate_v<T> ||
    (!made_of<T, M..., any_value> && (made_of<T, M...> || made_of_base_and<T, M...>));

/// Returns whether an aggregate with described bases consists of them and of these members.
template <class T, class... M, class... B>
consteval bool has_bases_and_members(boost::mp11::mp_list<B...>) {
  return !std::is_aggregate_v<T> || (made_of<T, typename B::type..., M...> &&
                                     !made_of<T, typename B::type..., M..., any_value>);
}

template <class D>
using is_inherited = boost::mp11::mp_bool<(D::modifiers & boost::describe::mod_inherited) != 0>;

/// Returns whether the described members are all members of a struct, in its order.
template <class T, template <class...> class List, class... D>
consteval bool has_only_members(List<D...>) {
  using namespace boost::describe;
  if constexpr (!std::is_aggregate_v<T>)
    if (!boost::mp11::mp_empty<describe_members<T, mod_private | mod_protected>>::value)
      return false;
  // The compiler may put members into a base's padding, so only the types are compared.
  if constexpr (!boost::mp11::mp_empty<bases_of<T>>::value) {
    const auto own_types = []<class... O>(boost::mp11::mp_list<O...>) {
      return has_bases_and_members<T, member_type<O::pointer>...>(
          boost::mp11::mp_rename<bases_of<T>, boost::mp11::mp_list>());
    };
    return own_types(boost::mp11::mp_remove_if<boost::mp11::mp_list<D...>, is_inherited>());
  } else {
    return sizeof(T) == size_of_members(List<D...>()) && has_members<T, member_type<D::pointer>...>;
  }
}

template <class T>
concept has_rules_by_value = requires(const T& object) {
  rules_of(object);
};

/// Whether the struct has no other `rules_of`, with a parameter of another type. Such a function
/// would not be called.
template <class T>
inline constexpr bool takes_no_other =
    !has_rules_by_value<T> && std::is_same_v<decltype(rules_of(static_cast<const T*>(nullptr))),
                                             decltype(rules_of(static_cast<T*>(nullptr)))>;

/// Returns whether the text is UTF-8. (Copies its characters, because g++ with sanitizers cannot
/// compare addresses in constant expressions.)
consteval bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i != text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    char character[5]{};
    for (std::size_t n = 0; n != 4 && i + n != text.size(); ++n) character[n] = text[i + n];
    const char* const end = utf8_character(character);
    if (end == nullptr) return false;
    i += static_cast<std::size_t>(end - character);
  }
  return true;
}

consteval bool has_control_characters(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20) return true;
  return false;
}

/// Returns whether a name is written in JSON without escapes.
consteval bool is_plain(std::string_view name) {
  return is_utf8(name) && !has_control_characters(name) && name.find('"') == name.npos &&
         name.find('\\') == name.npos;
}

/// Returns whether a member can have the type T, or one such as std::optional<T>.
template <class T>
consteval bool is_wire_type();

template <std::size_t N>
consteval bool are_distinct(const std::array<std::string_view, N>& names) {
  for (std::size_t a = 0; a < N; ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (names[a] == names[b]) return false;
  return true;
}

/// Whether the names of a union's alternatives are distinct.
template <tagged_variant V>
inline constexpr bool has_distinct_names = are_distinct(union_rules_of<V>.names);

/// Returns whether the rules of an enum consist only of names for its own enumerators.
template <class E>
consteval bool has_enum_rules() {
  if constexpr (!has_object_rules<E>) {
    return false;
  } else {
    constexpr auto& stated = enum_table<E>::stated;
    for (const stated_name& n : stated.names)
      if (n.id.owner != class_mark_of<E>) return false;
    return stated.members.empty() && stated.checks.empty() && stated.tag.name.empty();
  }
}

/// Returns whether a wire object can have this enum.
template <class E>
consteval bool is_wire_enum() {
  if constexpr (!described_enum<E>) return false;
  else if constexpr (!has_enum_rules<E>()) return false;
  else return enum_table<E>::size != 0 && are_distinct(enum_table<E>::names);
}

template <class... A>
consteval bool are_alternatives(const std::variant<A...>* v) {
  using variant = std::variant<A...>;
  if constexpr (kind_of_type<variant> == type_kind::typed_or_any) return true;
  else if constexpr (!tagged_variant<variant>)
    return (is_wire_type<A>() && ...) && are_distinguishable(v);
  else {
    constexpr std::size_t n = union_rules_of<variant>.names.size();
    constexpr bool beside = is_tagged_beside<variant>;
    std::size_t i = 0, ok = 0;
    ((ok += i++ < n  ? described<A>
            : beside ? is_untyped<A>
                     : kind_of_type<A> == type_kind::free_object),
     ...);
    return has_distinct_names<variant> && (n == sizeof...(A) || n + 1 == sizeof...(A)) &&
           ok == sizeof...(A);
  }
}

template <class T>
consteval bool is_wire_type() {
  if constexpr (std::is_enum_v<T>) return is_wire_enum<T>();
  else if constexpr (is_variant<T>) return are_alternatives(static_cast<const T*>(nullptr));
  else if constexpr (is_unique_ptr<T>) return is_wire_type<value_type_t<T>>();
  else if constexpr (!std::is_void_v<element_type_t<T>>)
    return is_wire_type<element_type_t<T>>() && !is_tagged_beside<element_type_t<T>>;
  else return kind_of_type<T> != type_kind::none;
}

/// Returns whether a wire object can have a member of the declared type.
template <class Declared>
consteval bool is_member_type() {
  using type = std::remove_cvref_t<Declared>;
  if constexpr (std::is_same_v<type, no_member> || std::is_same_v<type, additional_members>)
    return true;
  else
    return !std::is_const_v<Declared> && !may_be_absent<value_type_t<type>> &&
           is_wire_type<value_type_t<type>>();
}

template <template <class...> class List, class... D>
consteval bool has_member_types(List<D...>) {
  return (is_member_type<typename decltype(type_of(D::pointer))::type>() && ...);
}

} // namespace assay::detail
