// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/described.hpp"
#include "assay/schema/rules/names.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace assay {
namespace detail {

/// The tag of a union in a struct: a JSON member whose value names the alternative.
struct stated_tag {
  std::string_view name{};
  std::string_view about{};
  member_id member{};
};

/// The names of a tagged union's alternatives, and the member of the alternatives that holds them.
template <std::size_t N>
struct union_rules {
  std::array<std::string_view, N> names{};
  std::string_view tag{}; ///< empty: the tag is beside the union, in the struct around it
  std::string_view about{};

  /// Returns a copy for alternatives that hold their tag themselves, in the member `name`:
  /// `{"type":"text","text":...}`.
  consteval union_rules tagged_by(std::string_view name, std::string_view description = {}) const {
    if (name.empty()) cannot_compile("the name of a tag is empty: write a name");
    if (!tag.empty())
      cannot_compile("alternatives has tagged_by twice: remove one of them", name.data());
    union_rules copy = *this;
    copy.tag = name;
    copy.about = description;
    return copy;
  }
};

template <class T>
inline constexpr bool is_union_rules = false;
template <std::size_t N>
inline constexpr bool is_union_rules<union_rules<N>> = true;

} // namespace detail

/// Names the alternatives of a tagged union, which is a std::variant of described structs. The
/// names follow the order of the alternatives. Use it in an overload of `rules_of` beside the
/// structs:
///
///     using part = std::variant<text_part, image_part>;
///     consteval auto rules_of(const part*) {
///       return alternatives("text", "image_url").tagged_by("type");
///     }
///
/// With `tagged_by`, each alternative holds its tag. Without it, the struct around the union holds
/// the tag in a member that its rules name: `tag<&event::payload>("type", "...")`.
///
/// An unknown tag is a violation. Code: unknown_type. A union also accepts values with an unknown
/// tag, and values that do not match their struct, if its last alternative is `raw_object`. If the
/// tag is beside the union, that alternative is `untyped_payload`.
template <class... Name>
consteval auto alternatives(Name... names) {
  static_assert(sizeof...(Name) > 0, "alternatives takes at least 1 name");
  return detail::union_rules<sizeof...(Name)>{.names = {std::string_view(names)...}};
}

/// Names the alternatives of a tagged union after the enumerators of a described enum.
template <detail::described_enum Enum>
consteval auto alternatives() {
  using list = boost::describe::describe_enumerators<Enum>;
  detail::union_rules<boost::mp11::mp_size<list>::value> out;
  std::size_t i = 0;
  boost::mp11::mp_for_each<list>(
      [&](auto d) { out.names[i++] = detail::without_underscore(d.name); });
  return out;
}

/// Names the JSON member that holds the tag of the union `Member`. `about` describes it, for
/// documents and exported schemas.
template <auto Member>
consteval auto tag(std::string_view name, std::string_view about) {
  constexpr detail::member_id id = detail::id_of<Member>();
  if (name.empty())
    detail::cannot_compile("the name of a tag is empty: write a name", id.name.data());
  return detail::stated_tag{name, about, id};
}

} // namespace assay
