#pragma once

#include "assay/schema/cannot_compile.hpp"
#include "assay/schema/traits.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace assay::detail {

// What a member pointer tells of the described member: whose it is, what it is called and its
// place.

/// Stands for the class, so that a rule can tell whose member it is about. A text, since to a g++
/// that sanitizes an address is no constant that can be compared.
template <class T>
consteval std::string_view class_mark() {
  return __PRETTY_FUNCTION__;
}
template <auto Member>
inline constexpr std::string_view class_of_member = class_mark<decltype(class_of(Member))>();

template <class A, class B>
consteval bool same_member(A, B) {
  return false;
}
template <class A>
consteval bool same_member(A a, A b) {
  return a == b;
}

/// The name in the text of what is described under a C++ name. An underscore at the end does not
/// belong to it: `template_` is `template`.
template <class D>
consteval std::string_view wire_name() {
  std::string_view name = D::name;
  if (name.size() > 1 && name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <auto Member, template <class...> class List, class... D>
consteval std::string_view name_among(List<D...>) {
  std::string_view name;
  ((same_member(D::pointer, Member) ? void(name = wire_name<D>()) : void()), ...);
  return name;
}

template <auto Member>
consteval std::string_view described_name() {
  static_assert(!std::is_same_v<member_type<Member>, additional_members>,
                "the additional members are no member of the text, so rules cannot be about them: "
                "name another member");
  const std::string_view name = name_among<Member>(members_of<decltype(class_of(Member))>());
  if (name.empty())
    detail::cannot_compile("the member is not described: name it in BOOST_DESCRIBE_STRUCT");
  return name;
}

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
