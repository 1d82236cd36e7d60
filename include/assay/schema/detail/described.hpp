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

// Gets the class, the name and the index of a described member from its member pointer.

/// Returns a number that identifies a class: a hash (FNV-1a) of its name. It identifies the struct
/// of a member in rules. Compilers compare long texts slowly, and cannot compare addresses in
/// constants.
template <class T>
consteval std::uint64_t class_mark() {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325u;
  for (const char c : std::string_view(ASSAY_FUNCTION_NAME))
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3u;
  return hash;
}
template <class T>
inline constexpr std::uint64_t class_mark_of = class_mark<T>();

/// Returns the name of T without namespaces and template arguments. `function` is a compiler's name
/// for a function of T: it ends with "[with T = assay::event<0>; ...]" or "[T = assay::event<0>]".
consteval std::string_view without_scope(std::string_view function) {
  std::size_t begin = function.find("T = ") + 4;
  for (;;) {
    const std::size_t end = function.find_first_of(":<;]", begin);
    std::size_t scope = end; // where "::" may be, after template arguments
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

/// The C++ name of a struct.
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

/// Identifies a member: its C++ name, and the `class_mark` of the struct that declares it. The name
/// is empty if it is not a member.
struct member_id {
  std::string_view name{};
  std::uint64_t owner{};

  friend constexpr bool operator==(const member_id&, const member_id&) = default;
};

/// The id of a described member; D is its descriptor.
template <class D>
inline constexpr member_id id_of_descriptor{D::name, class_of_member<D::pointer>};

/// Returns a C++ name without a trailing underscore: `template_` becomes `template`.
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

/// Returns the id of a described member.
template <auto Member>
consteval member_id id_of() {
  static_assert(!std::is_same_v<member_type<Member>, additional_members>,
                "additional_members is not a member in JSON, so it cannot have rules: "
                "name another member");
  using owner = decltype(class_of(Member));
  if constexpr (described<owner>) {
    constexpr std::string_view name = name_among<Member>(members_of<owner>());
    static_assert(!name.empty() || std::is_same_v<member_type<Member>, additional_members>,
                  "the member is not described: add it to BOOST_DESCRIBE_STRUCT");
    return {name, class_of_member<Member>};
  } else {
    static_assert(described<owner>, "the struct of a member with rules must be described: add "
                                    "BOOST_DESCRIBE_STRUCT, in the namespace of the struct");
    return {};
  }
}

/// The id of a described member. (g++ 12 does not expand packs of calls of immediate functions.)
template <auto Member>
inline constexpr member_id member_id_of = id_of<Member>();

/// Returns the index of a member among the members in JSON.
template <auto Member, template <class...> class List, class... D>
consteval std::size_t index_among(List<D...>) {
  std::size_t index = 0;
  const bool found =
      ((is_in_text<D> && (same_member(D::pointer, Member) || (++index, false))) || ...);
  if (!found)
    cannot_compile("text_of is for described members: additional_members and members that are not "
                   "described have no text");
  return index;
}

} // namespace assay::detail
