// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

namespace assay {

// Rules on how many elements an array or members an object has, for members of type std::vector,
// std::map, std::unordered_map and dictionary:
//
//   field<&response::finish_reasons>("Why it ended.", min_count(1), unique_elements())

/// There are at least so many. Code: too_few_elements.
template <class Size>
consteval auto min_count(Size count) {
  return detail::state_size<detail::rule_subject::counted>(rule_kind::min_count, count);
}

/// There are at most so many. Code: too_many_elements.
template <class Size>
consteval auto max_count(Size count) {
  return detail::state_size<detail::rule_subject::counted>(rule_kind::max_count, count);
}

/// No two elements are equal: strings of the same characters, numbers of the same value, the same
/// members in the same order. Code: repeated_element, at the later one. n log n in the elements.
consteval auto unique_elements() {
  return detail::state<detail::rule_subject::counted>(rule_kind::unique_elements);
}

} // namespace assay
