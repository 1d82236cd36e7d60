// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/detail/stated.hpp"

namespace assay {

/// @file
///
/// Rules on numbers, for members of integer types, double, float and assay::number:
///
///     field<&span::duration_ms>("How long it took.", minimum(0), multiple_of("0.5"))
///
/// Bounds are exact decimals (see `bound`), and rules compare the number in the text. For a member
/// of type double or float, the nearest number of that type, which is stored, must follow the rules
/// too. So `exclusive_minimum(0)` on a float rejects 1e-50, because the nearest float is 0. A
/// member of type assay::number stores the text itself. Each rule can have its own level:
/// `minimum(0).from(level::strict)`.

/// Requires a number of at least `b`. Code: out_of_range.
template <class Bound>
consteval auto minimum(Bound b) {
  return detail::state_bound(rule_kind::minimum, b);
}

/// Requires a number greater than `b`. Code: out_of_range.
template <class Bound>
consteval auto exclusive_minimum(Bound b) {
  return detail::state_bound(rule_kind::exclusive_minimum, b);
}

/// Requires a number of at most `b`. Code: out_of_range.
template <class Bound>
consteval auto maximum(Bound b) {
  return detail::state_bound(rule_kind::maximum, b);
}

/// Requires a number less than `b`. Code: out_of_range.
template <class Bound>
consteval auto exclusive_maximum(Bound b) {
  return detail::state_bound(rule_kind::exclusive_maximum, b);
}

/// Requires a number from `low` to `high`, both included. It equals `minimum(low)` with
/// `maximum(high)`. Code: out_of_range.
template <class Low, class High>
consteval auto between(Low low, High high) {
  detail::stated_rules<detail::rule_subject::number, 2> out;
  detail::state_bound<0>(out, rule_kind::minimum, low);
  detail::state_bound<1>(out, rule_kind::maximum, high);
  return out;
}

/// Requires an integer multiple of `step`. `step` is greater than 0 and has at most 18
/// significant digits. Code: not_multiple_of.
template <class Bound>
consteval auto multiple_of(Bound step) {
  auto out = detail::state_bound(rule_kind::multiple_of, step);
  const std::string_view text = out.rules[0].limit.text();
  if (out.fault != nullptr) return out;
  if (compare_decimals(text, "0") <= 0)
    out.fault = "multiple_of takes a number greater than 0: change the number";
  else if (!is_decimal_step(text))
    out.fault = "multiple_of takes a number with at most 18 significant digits: change the number";
  return out;
}

/// Requires an integer, however it is written: 2, 2.0 and 20e-1 are accepted, 2.5 is not. It is
/// enforced from the level `from` on. Code: type_mismatch.
///
/// Use it for members of type assay::number, double and float. Integer types accept only integers
/// anyway.
consteval auto whole(level from = level::published) {
  return detail::state<detail::rule_subject::number>(rule_kind::whole).from(from);
}

} // namespace assay
