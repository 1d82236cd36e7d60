// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

namespace assay {

/// @file
///
/// Rules on the size of an array or object, for members of type std::vector, std::map,
/// std::unordered_map and dictionary:
///
///     field<&response::finish_reasons>("Why it ended.", min_count(1), unique_elements())

/// Requires at least `count` elements or members. Code: too_few_elements.
template <class Size>
consteval auto min_count(Size count) {
  return detail::state_size<detail::rule_subject::counted>(rule_kind::min_count, count);
}

/// Requires at most `count` elements or members. Code: too_many_elements.
template <class Size>
consteval auto max_count(Size count) {
  return detail::state_size<detail::rule_subject::counted>(rule_kind::max_count, count);
}

/// Requires that no two elements are equal. Equal strings have the same characters, equal numbers
/// the same value, and equal objects the same members in the same order.
///
/// Code: repeated_element, at the later one. n log n in the elements.
consteval auto unique_elements() {
  return detail::state<detail::rule_subject::counted>(rule_kind::unique_elements);
}

} // namespace assay
