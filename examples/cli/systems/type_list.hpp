// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace tool {

/// The names of a described enum, in its order.
template <class Enum>
inline constexpr auto type_names = [] {
  using all = boost::describe::describe_enumerators<Enum>;
  std::array<std::string_view, boost::mp11::mp_size<all>::value> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<all>([&](auto d) { names[i++] = d.name; });
  return names;
}();

/// The names of the types of an object; empty if it has no types.
template <class Enum>
inline constexpr std::span<const std::string_view> type_list = type_names<Enum>;
template <>
inline constexpr std::span<const std::string_view> type_list<void> = {};

/// The names of a described struct's members.
template <class T>
inline constexpr auto member_names = [] {
  using all = boost::describe::describe_members<T, boost::describe::mod_public>;
  std::array<std::string_view, boost::mp11::mp_size<all>::value> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<all>([&](auto d) { names[i++] = d.name; });
  return names;
}();

} // namespace tool
