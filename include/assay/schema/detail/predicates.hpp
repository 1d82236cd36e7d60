// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/traits.hpp"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace assay {

class json_text;

namespace detail {

// The arguments of authors' predicates.

/// What a predicate takes for a value of type V.
template <class V>
using predicate_argument =
    std::conditional_t<std::is_same_v<V, std::string>, std::string_view, const V&>;

/// Whether a predicate takes values of these types, in this order.
template <class Predicate, class... V>
inline constexpr bool takes_values = std::predicate<const Predicate&, predicate_argument<V>...>;

/// Converts to json_text, which is incomplete here; predicates that take one include its header.
struct some_json_text {
  operator json_text() const;
};
template <std::size_t>
using some_json_text_of = some_json_text;

template <class Predicate, std::size_t... I>
consteval bool takes_as_many_texts(std::index_sequence<I...>) {
  return std::predicate<const Predicate&, some_json_text_of<I>...>;
}

/// Whether a predicate takes this number of texts.
template <class Predicate, std::size_t Count>
inline constexpr bool
    takes_texts = takes_as_many_texts<Predicate>(std::make_index_sequence<Count>());

/// The type of a member's value that a predicate takes; void if the struct does not have the
/// member.
template <auto Member>
using checked_value = std::conditional_t<std::is_same_v<member_type<Member>, no_member>, void,
                                         value_type_t<member_type<Member>>>;

/// Returns whether a predicate takes a value of type V, or its text.
template <class Predicate, class V>
consteval bool takes_value_or_text() {
  if constexpr (takes_values<Predicate, V>) return true;
  else return takes_texts<Predicate, 1>;
}

/// Returns whether a predicate takes the values of these members, or their texts.
template <class Predicate, auto... Members>
consteval bool takes_members() {
  if constexpr ((std::is_void_v<checked_value<Members>> || ...)) return true; // it is not called
  else if constexpr (takes_values<Predicate, checked_value<Members>...>) return true;
  else return takes_texts<Predicate, sizeof...(Members)>;
}

} // namespace detail
} // namespace assay
