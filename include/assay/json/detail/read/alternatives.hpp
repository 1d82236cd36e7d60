// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/detail/table/table.hpp"
#include "assay/json/escapes.hpp"
#include "assay/json/detail/text/scanner.hpp"
#include "assay/schema/default_initialized.hpp"

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <variant>

namespace assay::detail {

// The rules of a tagged union for its alternatives.

/// Returns the index of the alternative that the string names, or -1.
template <class V>
inline int find_alternative(const string_token& t) noexcept {
  constexpr const auto& names = alternative_names<V>;
  if (!t.escaped) return names.find(t.text);
  char room[names.max_size() + 4]; // a longer string is not the name of an alternative
  return names.find(unescape_within(t.text, room));
}

/// Whether a union keeps objects with an unknown tag.
template <class V>
inline constexpr bool keeps_unknown =
    std::variant_size_v<V> >
    std::tuple_size_v<std::remove_cvref_t<decltype(union_rules_of<V>.names)>>;

/// Returns the variant's alternative A, and keeps its value if it is active.
template <class A, class V>
A& alternative_of(V& v) {
  A* const active = std::get_if<A>(&v);
  if (active != nullptr) return *active;
  if constexpr (described<A>) return v.template emplace<A>(default_initialized<A>());
  else return v.template emplace<A>();
}

template <class A, class V>
void* activate_alternative(V& v) {
  return &alternative_of<A>(v);
}

/// The tables of a union's alternatives, except a last one that keeps unknown objects.
template <class V>
struct alternative_layouts;
template <class... A>
struct alternative_layouts<std::variant<A...>> {
  using variant = std::variant<A...>;
  template <class T>
  using table = object_table<T, std::conditional_t<is_tagged_inside<variant>, variant, void>>;
  static constexpr auto all = [] {
    std::array<const object_layout*, sizeof...(A) - keeps_unknown<variant>> out{};
    std::size_t i = 0;
    const auto add = [&]<class T>(std::type_identity<T>) {
      if constexpr (described<T>) out[i++] = &table<T>::layout;
    };
    (add(std::type_identity<A>()), ...);
    return out;
  }();
  static constexpr bool may_be_full = [] {
    bool any = false;
    const auto add = [&]<class T>(std::type_identity<T>) {
      if constexpr (described<T>) any = any || table<T>::full_from != never;
    };
    (add(std::type_identity<A>()), ...);
    return any;
  }();
  static constexpr void* (*activate[])(variant&) = {&activate_alternative<A, variant>...};
};

} // namespace assay::detail
