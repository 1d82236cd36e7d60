// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/case_style.hpp"
#include "assay/schema/detail/described.hpp"
#include "assay/schema/rules/presence.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <string_view>
#include <type_traits>

namespace assay {
namespace detail {

struct stated_name {
  member_id id{};
  std::string_view name{};
};

struct stated_style {
  case_style style{};
};

/// Returns the id of a described enumerator.
template <auto Enumerator>
consteval member_id id_of_enumerator() {
  using type = decltype(Enumerator);
  member_id id{{}, class_mark_of<type>};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<type>>([&](auto d) {
    if (d.value == Enumerator) id.name = d.name;
  });
  if (id.name.empty())
    cannot_compile("the enumerator is not described: add it to BOOST_DESCRIBE_ENUM");
  return id;
}

} // namespace detail

/// Gives a member or enumerator a JSON name other than its C++ name:
/// `named<&span::input_tokens>("gen_ai.usage.input_tokens")`. The name can have any length.
template <auto Entity>
consteval auto named(std::string_view name) {
  detail::stated_name out{.name = name};
  if constexpr (std::is_enum_v<decltype(Entity)>) out.id = detail::id_of_enumerator<Entity>();
  else out.id = detail::id_of<Entity>();
  if (name.empty()) detail::cannot_compile("a name is empty: write a name", out.id.name.data());
  return out;
}

/// Gives the member of a `field` another JSON name: `field<&span::input_tokens>("Tokens of the
/// prompt.", named("gen_ai.usage.input_tokens"))`.
consteval auto named(std::string_view name) {
  if (name.empty()) detail::cannot_compile("a name is empty: write a name");
  return detail::stated_note{.set = detail::stated_note::what::name, .text = name};
}

/// Sets the style of all names of the struct or enum that have no `named`. The default is the C++
/// name. A trailing underscore of a C++ name is dropped: `template_` is `template`.
consteval auto names_in(case_style style) { return detail::stated_style{style}; }

} // namespace assay
