#pragma once

#include "assay/json/detail/text/utf8.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace assay::detail {

// What the author of a wire object can get wrong, and the compiler would not see.

/// The size of a struct that has these members in this order, and no others.
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

/// Stands for a value of any type.
struct any_value {
  template <class T>
  operator T() const;
};

template <class T, class... M>
concept made_of = requires {
  T{std::declval<M>()...};
};
template <class T, class... M>
concept made_of_base_and = requires {
  T{{}, std::declval<M>()...};
};

/// Whether an aggregate's members, after an empty base, are of these types in this order. (Of a
/// struct that is no aggregate, only the size can be compared.)
template <class T, class... M>
inline constexpr bool has_members =
    !std::is_aggregate_v<T> ||
    (!made_of<T, M..., any_value> && (made_of<T, M...> || made_of_base_and<T, M...>));

template <class T, template <class...> class List, class... D>
consteval bool has_only_members(List<D...>) {
  using namespace boost::describe;
  if constexpr (!std::is_aggregate_v<T>)
    if (!boost::mp11::mp_empty<describe_members<T, mod_private | mod_protected>>::value)
      return false;
  return sizeof(T) == size_of_members(List<D...>()) && has_members<T, member_type<D::pointer>...>;
}

template <class T>
concept has_rules_by_value = requires(const T& object) {
  rules_of(object);
};

/// Whether no `rules_of` is meant for the struct that is not called for it, with a parameter of
/// another type.
template <class T>
inline constexpr bool takes_no_other =
    !has_rules_by_value<T> && std::is_same_v<decltype(rules_of(static_cast<const T*>(nullptr))),
                                             decltype(rules_of(static_cast<T*>(nullptr)))>;

/// Whether the text, which a NUL follows, is UTF-8.
consteval bool is_utf8(std::string_view text) {
  for (const char *p = text.data(), *const end = p + text.size(); p != end;)
    if ((p = static_cast<unsigned char>(*p) < 0x80 ? p + 1 : utf8_character(p)) == nullptr)
      return false;
  return true;
}

consteval bool has_control_characters(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20) return true;
  return false;
}

/// Whether a name stands in JSON as it is.
consteval bool is_plain(std::string_view name) {
  return is_utf8(name) && !has_control_characters(name) && name.find('"') == name.npos &&
         name.find('\\') == name.npos;
}

} // namespace assay::detail
