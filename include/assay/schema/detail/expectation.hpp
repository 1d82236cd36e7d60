// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/format.hpp"
#include "assay/schema/schema.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assay::detail {

// The description of the valid values for messages, made from a member's rules at a level.

inline constexpr std::size_t max_listed_choices = 12;

/// Appends `"bytes" or "path"`, or the number of choices if there are many.
inline void append_choices(std::string& out, std::span<const std::string_view> choices) {
  const std::size_t n = choices.size();
  if (n > max_listed_choices)
    return void(out.append("one of ").append(std::to_string(n)).append(" known names"));
  for (std::size_t i = 0; i < n; ++i)
    out.append(i == 0 ? "\"" : i + 1 == n ? " or \"" : ", \"").append(choices[i]).append("\"");
}

/// The size limits that result from all rules of two kinds.
struct size_limits {
  std::uint64_t min = 0, max = ~std::uint64_t{0};

  static size_limits of(const member_schema& m, rule_kind min, rule_kind max, level at) {
    size_limits out;
    for (const rule& r : m.rules) {
      if (r.from > at) continue;
      if (r.kind == min && r.size > out.min) out.min = r.size;
      if (r.kind == max && r.size < out.max) out.max = r.size;
    }
    return out;
  }
  bool is_limited() const noexcept { return min != 0 || max != ~std::uint64_t{0}; }
};

/// Appends "string of at least 3 bytes".
inline void append_size(std::string& out, std::string_view what, const size_limits& l,
                        std::string_view one, std::string_view many) {
  const auto number = [&](std::uint64_t n) { out.append(std::to_string(n)); };
  const std::uint64_t no_max = ~std::uint64_t{0};
  out.append(what).append(" of ");
  if (l.max == no_max) out.append("at least ");
  else if (l.min == 0) out.append("at most ");
  if (l.min != 0) number(l.min);
  if (l.min != 0 && l.max != no_max && l.min != l.max) out.append(" to ");
  if (l.max != no_max && l.min != l.max) number(l.max);
  const std::uint64_t last = l.max != no_max ? l.max : l.min;
  out.append(" ").append(last == 1 ? one : many);
}

/// Appends the allowed lengths of a string. Returns whether there are limits.
inline bool append_lengths(std::string& out, const member_schema& m, level at) {
  const auto bytes = size_limits::of(m, rule_kind::min_length, rule_kind::max_length, at);
  const auto characters =
      size_limits::of(m, rule_kind::min_characters, rule_kind::max_characters, at);
  const bool is_not_empty_only =
      (bytes.min == 1 && bytes.max == size_limits().max && !characters.is_limited());
  if (is_not_empty_only) out.append("non-empty string");
  else if (bytes.is_limited()) append_size(out, "string", bytes, "byte", "bytes");
  if (characters.is_limited())
    append_size(out, bytes.is_limited() ? " and" : "string", characters, "character", "characters");
  return bytes.is_limited() || characters.is_limited();
}

/// Appends "integer from 0 to 9": the type and the tightest bounds.
inline void append_number(std::string& out, const member_schema& m, level at) {
  const rule *low = nullptr, *high = nullptr, *step = nullptr;
  bool whole = false;
  for (const rule& r : m.rules) {
    if (r.from > at) continue;
    const bool is_low = r.kind == rule_kind::minimum || r.kind == rule_kind::exclusive_minimum;
    const bool is_high = r.kind == rule_kind::maximum || r.kind == rule_kind::exclusive_maximum;
    if (is_low && (low == nullptr || compare_decimals(r.limit.text(), low->limit.text()) >= 0))
      low = &r;
    if (is_high && (high == nullptr || compare_decimals(r.limit.text(), high->limit.text()) <= 0))
      high = &r;
    if (r.kind == rule_kind::multiple_of) step = &r;
    whole |= r.kind == rule_kind::whole;
  }
  const type_schema& type = *m.type;
  const bool is_integer = type.kind == type_kind::integer;
  // The name of an integer type includes bounds, which those of the rules replace.
  if (low == nullptr && high == nullptr) {
    out.append(whole ? "whole number" : type.name);
  } else {
    const bool has_own_minimum = is_integer && type.name != "integer";
    const bool has_own_maximum = has_own_minimum && type.size < sizeof(std::int64_t);
    std::string_view from = low != nullptr    ? low->limit.text()
                            : has_own_minimum ? type.minimum
                                              : "";
    std::string_view to = high != nullptr   ? high->limit.text()
                          : has_own_maximum ? type.maximum
                                            : "";
    const bool below_type =
        has_own_minimum && low != nullptr && compare_decimals(from, type.minimum) < 0;
    const bool above_type =
        has_own_maximum && high != nullptr && compare_decimals(to, type.maximum) > 0;
    if (below_type) from = type.minimum;
    if (above_type) to = type.maximum;
    const bool open_low =
        low != nullptr && !below_type && low->kind == rule_kind::exclusive_minimum;
    const bool open_high =
        high != nullptr && !above_type && high->kind == rule_kind::exclusive_maximum;
    out.append(whole ? "whole number" : is_integer ? "integer" : type.name);
    if (!from.empty() && !to.empty() && !open_low && !open_high) {
      out.append(" from ").append(from).append(" to ").append(to);
    } else {
      if (!from.empty()) out.append(open_low ? " > " : " >= ").append(from);
      if (!from.empty() && !to.empty()) out.append(" and");
      if (!to.empty()) out.append(open_high ? " < " : " <= ").append(to);
    }
  }
  if (step != nullptr) out.append(" that is a multiple of ").append(step->limit.text());
}

/// Appends the allowed number of elements. Returns whether there are limits.
inline bool append_counts(std::string& out, const member_schema& m, level at) {
  size_limits limits = size_limits::of(m, rule_kind::min_count, rule_kind::max_count, at);
  const bool is_fixed = m.type->kind == type_kind::array && m.type->size != 0;
  if (is_fixed) limits.min = limits.max = m.type->size;
  if (!limits.is_limited()) return false;
  const bool is_map = m.type->kind == type_kind::map;
  append_size(out, m.type->name, limits, is_map ? "member" : "element",
              is_map ? "members" : "elements");
  return true;
}

/// Appends what a member's value must be at a level: "integer from 0 to 9", "\"bytes\" or
/// \"path\"". `why` is the violation that is explained.
inline void append_expectation(std::string& out, const member_schema& m, code why, level at) {
  if (m.forbidden) return void(out.append(m.about));
  if (why == code::repeated_element) return void(out.append("distinct elements"));
  const std::size_t before = out.size();
  const bool is_about_length = why == code::too_short || why == code::too_long;
  for (const rule& r : m.rules) {
    if (r.from > at || is_about_length) continue;
    if (r.kind == rule_kind::format) return void(out.append(r.words));
    if (r.kind == rule_kind::one_of) return append_choices(out, r.choices);
  }
  switch (m.type->kind) {
  case type_kind::string:
    if (append_lengths(out, m, at)) return;
    break;
  case type_kind::integer:
  case type_kind::number: return append_number(out, m, at);
  case type_kind::enumeration: return append_choices(out, m.type->names);
  case type_kind::timestamp: return void(out.append("RFC 3339 date-time"));
  case type_kind::array:
  case type_kind::map:
    if (append_counts(out, m, at)) return;
    break;
  default: break;
  }
  for (const rule& r : m.rules)
    if (r.kind == rule_kind::satisfies && r.from <= at && out.size() == before) out.append(r.words);
  if (out.size() == before) out.append(m.type->name);
}

} // namespace assay::detail
