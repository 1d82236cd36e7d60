// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/detail/config.hpp"
#include "assay/schema/cannot_compile.hpp"
#include "assay/schema/traits.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace assay::detail {

// What a member pointer tells of the described member: its class, its name and its place.

/// Stands for the class, so that a rule can tell whose member it is about: a hash (FNV-1a) of its
/// name. A number, since compilers compare long texts slowly, and addresses not at all.
template <class T>
consteval std::uint64_t class_mark() {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325u;
  for (const char c : std::string_view(ASSAY_FUNCTION_NAME))
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3u;
  return hash;
}
template <class T>
inline constexpr std::uint64_t class_mark_of = class_mark<T>();

/// The part of a compiler's name for a function of T that is T's own: without namespaces and the
/// arguments of a template. `function`: ends in "[with T = assay::event<0>; ...]", or in
/// "[T = assay::event<0>]".
consteval std::string_view without_scope(std::string_view function) {
  std::size_t begin = function.find("T = ") + 4;
  for (;;) {
    const std::size_t end = function.find_first_of(":<;]", begin);
    std::size_t scope = end; // where "::" may be, after the arguments of a template
    if (function[end] == '<') {
      std::size_t depth = 0;
      do {
        depth += function[scope] == '<';
        depth -= function[scope] == '>';
        ++scope;
      } while (depth != 0 && scope < function.size());
    }
    if (function.substr(scope, 2) != "::") return function.substr(begin, end - begin);
    begin = scope + 2;
  }
}

template <class T>
consteval auto make_struct_name() {
  constexpr std::string_view name = without_scope(ASSAY_FUNCTION_NAME);
  std::array<char, name.size()> out{};
  for (std::size_t i = 0; i < name.size(); ++i) out[i] = name[i];
  return out;
}

/// The name of a struct in C++.
template <class T>
inline constexpr auto struct_name = make_struct_name<T>();
template <auto Member>
inline constexpr std::uint64_t class_of_member = class_mark_of<decltype(class_of(Member))>;

template <class A, class B>
consteval bool same_member(A, B) {
  return false;
}
template <class A>
consteval bool same_member(A a, A b) {
  return a == b;
}

/// Which member of which struct: the name in C++, and the `class_mark` of the struct that declares
/// it. The name is empty for what is no member.
struct member_id {
  std::string_view name{};
  std::uint64_t owner{};

  friend constexpr bool operator==(const member_id&, const member_id&) = default;
};

/// The id of what a descriptor of Boost.Describe describes.
template <class D>
inline constexpr member_id id_of_descriptor{D::name, class_of_member<D::pointer>};

/// A C++ name without the underscore at its end, which does not belong to the name in the text:
/// `template_` is `template`.
constexpr std::string_view without_underscore(std::string_view name) noexcept {
  if (name.size() > 1 && name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <auto Member, template <class...> class List, class... D>
consteval std::string_view name_among(List<D...>) {
  std::string_view name;
  ((same_member(D::pointer, Member) ? void(name = D::name) : void()), ...);
  return name;
}

/// The id of a described member.
template <auto Member>
consteval member_id id_of() {
  static_assert(!std::is_same_v<member_type<Member>, additional_members>,
                "the additional members are no member of the text, so rules cannot be about them: "
                "name another member");
  constexpr std::string_view name = name_among<Member>(members_of<decltype(class_of(Member))>());
  static_assert(!name.empty() || std::is_same_v<member_type<Member>, additional_members>,
                "the member is not described: name it in BOOST_DESCRIBE_STRUCT");
  return {name, class_of_member<Member>};
}

/// The same as a variable. (g++ 12 takes no pack of calls of an immediate function.)
template <auto Member>
inline constexpr member_id member_id_of = id_of<Member>();

/// The place of a member among those that are in the text.
template <auto Member, template <class...> class List, class... D>
consteval std::size_t index_among(List<D...>) {
  std::size_t index = 0;
  const bool found =
      ((is_in_text<D> && (same_member(D::pointer, Member) || (++index, false))) || ...);
  if (!found)
    cannot_compile("text_of is for described members: the additional ones, and those not "
                   "described, have no text of their own");
  return index;
}

} // namespace assay::detail
