// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/decimal.hpp"
#include "assay/schema/detail/stated.hpp"

#include <algorithm>
#include <concepts>
#include <limits>
#include <string_view>
#include <type_traits>

namespace assay::detail {

// Finds contradictions among the rules of one member. Templates on the member call these functions,
// so that compilers show its name.

constexpr bool is_lower_bound(rule_kind k) noexcept {
  return k == rule_kind::minimum || k == rule_kind::exclusive_minimum;
}
constexpr bool is_upper_bound(rule_kind k) noexcept {
  return k == rule_kind::maximum || k == rule_kind::exclusive_maximum;
}
constexpr bool is_length(rule_kind k) noexcept {
  return k == rule_kind::min_length || k == rule_kind::max_length ||
         k == rule_kind::min_characters || k == rule_kind::max_characters;
}

/// Returns whether no value satisfies both a lower and an upper limit.
constexpr bool exclude_each_other(const rule& low, const rule& high) noexcept {
  if (is_lower_bound(low.kind) && is_upper_bound(high.kind)) {
    const auto order = compare_decimals(low.limit.text(), high.limit.text());
    const bool open =
        low.kind == rule_kind::exclusive_minimum || high.kind == rule_kind::exclusive_maximum;
    return order > 0 || (order == 0 && open);
  }
  constexpr std::uint64_t max_bytes = 4; // of a character
  if (low.kind == rule_kind::min_length)
    return (high.kind == rule_kind::max_length && low.size > high.size) ||
           (high.kind == rule_kind::max_characters && low.size > max_bytes * high.size);
  if (low.kind == rule_kind::min_characters)
    return (high.kind == rule_kind::max_characters || high.kind == rule_kind::max_length) &&
           low.size > high.size;
  return low.kind == rule_kind::min_count && high.kind == rule_kind::max_count &&
         low.size > high.size;
}

/// Returns whether no integer from `minimum` to `maximum` is within a bound.
constexpr bool is_beyond(const rule& r, std::string_view minimum,
                         std::string_view maximum) noexcept {
  if (is_lower_bound(r.kind)) {
    const auto order = compare_decimals(r.limit.text(), maximum);
    return order > 0 || (order == 0 && r.kind == rule_kind::exclusive_minimum);
  }
  if (is_upper_bound(r.kind)) {
    const auto order = compare_decimals(minimum, r.limit.text());
    return order > 0 || (order == 0 && r.kind == rule_kind::exclusive_maximum);
  }
  return false;
}

/// The facts about a member's type that the checks of its rules use.
struct checked_type {
  bool may_be_absent = false;
  bool is_integer = false;
  std::string_view minimum{}, maximum{}; ///< of an integer
};

/// Returns whether two texts are equal. Compares from the end, where related names differ, because
/// compilers limit the number of steps.
constexpr bool are_same(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  std::size_t i = a.size();
  while (i != 0 && a[i - 1] == b[i - 1]) --i;
  return i == 0;
}

/// Checks rules on the value of one member.
constexpr void check_rules_of(const field_collector& all, const checked_type& type) {
  const char* const name = all.member.id.name.data();
  for (std::size_t i = 0; i < all.rule_count; ++i) {
    const rule& a = all.rules[i];
    for (std::size_t j = 0; j < all.rule_count; ++j) {
      const rule& b = all.rules[j];
      if (i < j && a.kind == b.kind && a.from == b.from &&
          (a.kind != rule_kind::satisfies || a.words == b.words))
        cannot_compile("a member has a rule twice (between includes minimum and maximum): remove "
                       "one of them",
                       name);
      if (exclude_each_other(a, b))
        cannot_compile("a minimum is above its maximum, so no value is valid: change "
                       "one of them",
                       name);
      if (a.kind == rule_kind::one_of && (is_length(b.kind) || b.kind == rule_kind::format) &&
          a.from <= b.from) // below its level, the other rule applies
        cannot_compile("one_of already lists all valid strings: remove the length or format rule",
                       name);
    }
    if (!type.is_integer) continue;
    if (a.kind == rule_kind::whole)
      cannot_compile("whole is for members of type assay::number, double or float: an integer "
                     "type accepts only integers, remove the rule",
                     name);
    if (is_beyond(a, type.minimum, type.maximum))
      cannot_compile("no value of the integer type is within the bound: change the "
                     "bound or the type",
                     name);
  }
  for (std::size_t r = 0; r < all.rule_count; ++r)
    for (std::size_t i = 0; i < all.choices[r].count; ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (are_same(all.texts[all.choices[r].first + i], all.texts[all.choices[r].first + j]))
          cannot_compile("one_of names a choice twice: remove one of them", name);
}

/// Checks rules on the presence of a member.
constexpr void check_presence_of(const member_rules& m, bool may_be_absent) {
  const char* const name = m.id.name.data();
  if (m.not_null_from != never && !may_be_absent)
    cannot_compile("not_null is for optional members: the types of other members define "
                   "whether null is accepted",
                   name);
  if (m.required_from && !may_be_absent)
    cannot_compile("required_from is for optional members: the type of this member requires it "
                   "already, remove the rule",
                   name);
  if (m.required_from && m.defaulted)
    cannot_compile("required_from and defaulted contradict each other: remove one of them", name);
}

} // namespace assay::detail
