// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/escapes.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/utf8.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/schema.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <version>

namespace assay::testing::detail {

// A second, simple implementation of the rules on scalars. Generators use it, and it shows faults
// of the reader.

/// What is wrong with a value, and the lowest level at which that is an error.
struct fault {
  assay::code code{};
  level from = level::reference;
};

inline bool names_one_of(std::span<const std::string_view> names, std::string_view text) noexcept {
  return std::find(names.begin(), names.end(), text) != names.end();
}

/// Returns whether a number is beyond a bound.
inline bool is_beyond(const rule& r, std::string_view number) noexcept {
  const auto order = [&] { return compare_decimals(number, r.limit.text()); };
  switch (r.kind) {
  case rule_kind::minimum: return order() < 0;
  case rule_kind::exclusive_minimum: return order() <= 0;
  case rule_kind::maximum: return order() > 0;
  case rule_kind::exclusive_maximum: return order() >= 0;
  default: return false;
  }
}

inline bool bounds_above(rule_kind k) noexcept {
  return k == rule_kind::maximum || k == rule_kind::exclusive_maximum;
}
inline bool bounds_below(rule_kind k) noexcept {
  return k == rule_kind::minimum || k == rule_kind::exclusive_minimum;
}

inline std::size_t count_code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Returns the code if a string breaks a rule, from its characters and its JSON; otherwise nothing.
inline std::optional<code> broken_by_text(const rule& r, std::string_view text,
                                          std::string_view json) {
  switch (r.kind) {
  case rule_kind::min_length:
    return text.size() < r.size ? std::optional(code::too_short) : std::nullopt;
  case rule_kind::max_length:
    return text.size() > r.size ? std::optional(code::too_long) : std::nullopt;
  case rule_kind::min_characters:
    return count_code_points(text) < r.size ? std::optional(code::too_short) : std::nullopt;
  case rule_kind::max_characters:
    return count_code_points(text) > r.size ? std::optional(code::too_long) : std::nullopt;
  case rule_kind::one_of:
    return !names_one_of(r.choices, text) ? std::optional(code::not_one_of) : std::nullopt;
  case rule_kind::format:
    return !r.accepts(text) ? std::optional(code::invalid_format) : std::nullopt;
  case rule_kind::satisfies:
    return !r.holds(json) ? std::optional(code::predicate_failed) : std::nullopt;
  default: return std::nullopt;
  }
}

inline std::optional<code> broken_by_number(const rule& r, std::string_view json) {
  if (is_beyond(r, json)) return code::out_of_range;
  if (r.kind == rule_kind::multiple_of && !is_multiple_of(json, r.limit.text()))
    return code::not_multiple_of;
  if (r.kind == rule_kind::whole && !is_multiple_of(json, "1")) return code::type_mismatch;
  if (r.kind == rule_kind::satisfies && !r.holds(json)) return code::predicate_failed;
  return std::nullopt;
}

/// Checks a number against an integer type, without rules.
inline std::optional<fault> integer_fault(const type_schema& type, std::span<const rule> rules,
                                          level enforced, level at, std::string_view json) {
  if (json.find_first_of(".eE") != json.npos) return fault{code::type_mismatch, enforced};
  if (compare_decimals(json, type.minimum) >= 0 && compare_decimals(json, type.maximum) <= 0)
    return std::nullopt;
  const bool negative = json.front() == '-';
  const bool is_unsigned = type.minimum == "0";
  bool is_bounded = type.size < 8 || (negative && is_unsigned);
  for (const rule& r : rules)
    is_bounded |= r.from <= at && (negative ? bounds_below(r.kind) : bounds_above(r.kind));
  // Without bounds, a producer may send integers that no C++ integer can hold.
  if (is_bounded) return fault{code::out_of_range, enforced};
  return fault{code::integer_overflow, never};
}

/// Returns the float nearest to a number, or 0 if that is nearer.
inline float nearest_float(std::string_view json) {
#ifdef __cpp_lib_to_chars
  float out = 0;
  std::from_chars(json.data(), json.data() + json.size(), out);
  return out;
#else
  return std::strtof(std::string(json).c_str(), nullptr);
#endif
}

/// Returns what a C++ number of the type holds of a number within its range.
inline std::string kept_text(const type_schema& type, std::string_view json) {
  char room[32];
  char* const end = room + sizeof room;
  return {room, type.size == sizeof(float)
                    ? std::to_chars(room, end, nearest_float(json)).ptr
                    : std::to_chars(room, end, *json_text(json).to_double()).ptr};
}

/// Returns what is wrong with a scalar of the right JSON type, or nothing. `m` is null for an
/// element.
inline std::optional<fault> scalar_fault(const type_schema& type, const member_schema* m,
                                         level enforced, level at, std::string_view json) {
  const std::span<const rule> rules = m != nullptr ? m->rules : std::span<const rule>();
  const auto broken = [&](auto breaks) -> std::optional<fault> {
    for (const rule& r : rules)
      if (r.from <= at)
        if (const std::optional<code> what = breaks(r))
          return fault{*what, std::max(r.from, enforced)};
    return std::nullopt;
  };
  const auto by_number = [&](const rule& r) { return broken_by_number(r, json); };
  std::string text;
  switch (type.kind) {
  case type_kind::integer:
    if (const auto f = integer_fault(type, rules, enforced, at, json)) return f;
    return broken(by_number);
  case type_kind::number:
    if (type.size != 0) {
      const double nearest = std::abs(*json_text(json).to_double());
      const bool fits = type.size == sizeof(float)
                            ? static_cast<float>(nearest) <= std::numeric_limits<float>::max()
                            : nearest <= std::numeric_limits<double>::max();
      if (!fits) return fault{code::out_of_range, enforced};
    }
    if (const auto f = broken(by_number)) return f;
    if (type.size != 0) { // the stored value must keep the rules as well
      const std::string kept = kept_text(type, json);
      if (const auto f = broken([&](const rule& r) { return broken_by_number(r, kept); })) return f;
    }
    // It is kept as text, but most readers read infinity.
    if (type.size == 0 && at == level::strict && std::isinf(*json_text(json).to_double()))
      return fault{code::number_overflow, never};
    return std::nullopt;
  case type_kind::string:
    text = json_text(json).to_string();
    return broken([&](const rule& r) { return broken_by_text(r, text, json); });
  case type_kind::timestamp:
    text = json_text(json).to_string();
    if (!is_rfc3339(text)) return fault{code::invalid_format, enforced};
    return broken([&](const rule& r) { return broken_by_text(r, text, json); });
  case type_kind::enumeration:
    text = json_text(json).to_string();
    if (!names_one_of(type.names, text)) return fault{code::not_one_of, enforced};
    return broken([&](const rule& r) { return broken_by_text(r, text, json); });
  case type_kind::boolean:
    return broken([&](const rule& r) -> std::optional<code> {
      return r.kind == rule_kind::satisfies && !r.holds(json)
                 ? std::optional(code::predicate_failed)
                 : std::nullopt;
    });
  default: return std::nullopt;
  }
}

/// Returns whether a null member is accepted as absent, without a report.
inline bool may_be_null(const member_schema& m, level at) noexcept {
  return m.optional && m.not_null_from == never && at < m.required_from;
}

/// Returns whether a member may be missing.
inline bool may_be_absent(const member_schema& m, level at) noexcept {
  return m.defaulted || (m.optional && at < m.required_from);
}

/// Returns the lowest level at which null in a member is an error, where it is not allowed.
inline level null_error_from(const member_schema& m) noexcept {
  const level from = m.optional || !m.defaulted ? m.required_from : m.enforced_from;
  return m.not_null_from == never ? from
                                  : std::min(from, std::max(m.enforced_from, m.not_null_from));
}

} // namespace assay::testing::detail
