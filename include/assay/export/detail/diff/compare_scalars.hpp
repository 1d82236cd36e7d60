// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_comparer.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

inline void schema_comparer::compare_types(const schema_facts& was, const schema_facts& is,
                                           const diff_place& at) {
  if (was.values && is.values) return; // their types are those of the values
  const auto minus = [](type_mask a, type_mask b) { return static_cast<type_mask>(a & ~b); };
  const type_mask added = minus(is.types, was.types), gone = minus(was.types, is.types);
  const keyword_place before = place(first_part(was), words_of_types(was.types)),
                      now = place(first_part(is), words_of_types(is.types));
  if ((added & null_type) != 0 && was.types != 0)
    add_change(at, schema_change_kind::null_accepted, "type", before, now);
  if ((gone & null_type) != 0)
    add_change(at, schema_change_kind::null_refused, "type", before, now);
  const bool more = minus(added, null_type) != 0, fewer = minus(gone, null_type) != 0;
  if (!more && !fewer) return;
  add_change(at,
             !fewer  ? schema_change_kind::type_widened
             : !more ? schema_change_kind::type_narrowed
                     : schema_change_kind::type_changed,
             "type", before, now);
}

/// Compares whether integers may be written as 1.0 or 1e3. This keyword of assay accepts more
/// values, unlike a rule.
inline void schema_comparer::compare_spellings(const schema_facts& was, const schema_facts& is,
                                               const diff_place& at) {
  constexpr std::string_view keyword = "x-assay-any-spelling";
  if ((was.types & number_types) != integer_type || (is.types & number_types) != integer_type)
    return; // no effect on numbers with a fraction
  const auto part_of = [&](const schema_side& side, const schema_facts& f) {
    const auto found = std::find_if(f.parts.begin(), f.parts.end(), [&](schema_id part) {
      const auto* const v = side.keyword(part, keyword);
      return v != nullptr && *v == true;
    });
    return found == f.parts.end() ? std::nullopt : std::optional(*found);
  };
  const auto before = part_of(old_, was), now = part_of(new_, is);
  if (before.has_value() == now.has_value()) return;
  add_change(at,
             now ? schema_change_kind::spellings_accepted : schema_change_kind::spellings_refused,
             keyword, place(before ? before : first_part(was)), place(now ? now : first_part(is)));
}

inline void schema_comparer::compare_values(const schema_facts& was, const schema_facts& is,
                                            const diff_place& at) {
  if (was.values && is.values) return compare_value_sets(was, is, at);
  if (!was.values && !is.values) return;
  const auto words = [&](schema_side& side, const schema_facts& f) {
    return f.values ? words_of(side, set_of(f.parts)) : words_of_types(f.types);
  };
  add_change(
      at, is.values ? schema_change_kind::choices_limited : schema_change_kind::choices_lifted,
      "enum", place(first_part(was), words(old_, was)), place(first_part(is), words(new_, is)));
}

inline void schema_comparer::compare_value_sets(const schema_facts& was, const schema_facts& is,
                                                const diff_place& at) {
  if (!spend(was.values->size() + is.values->size(), at)) return;
  const auto part_of = [](const schema_side& side, const schema_facts& f) {
    for (const schema_id part : f.parts)
      if (side.keyword(part, "enum") != nullptr || side.keyword(part, "const") != nullptr)
        return std::optional(part);
    return first_part(f);
  };
  const auto before = part_of(old_, was), now = part_of(new_, is);
  for (const schema_id id : *was.values) {
    const boost::json::value& v = old_.document()[id];
    if (new_.holds(*is.values, v)) continue;
    add_change(at,
               v.is_null() ? schema_change_kind::null_refused : schema_change_kind::choice_removed,
               "enum", value_place(old_, before, v), place(now));
  }
  for (const schema_id id : *is.values) {
    const boost::json::value& v = new_.document()[id];
    if (old_.holds(*was.values, v)) continue;
    add_change(at,
               v.is_null() ? schema_change_kind::null_accepted : schema_change_kind::choice_added,
               "enum", place(before), value_place(new_, now, v));
  }
}

/// The keywords that limit a value or a size.
struct bound_row {
  std::string_view inclusive{}, exclusive{};
  bool is_lower = false;
  type_mask of = all_types;
};

inline constexpr bound_row bound_table[] = {
    {"minimum", "exclusiveMinimum", true, number_types},
    {"maximum", "exclusiveMaximum", false, number_types},
    {"minLength", "", true, string_type},
    {"maxLength", "", false, string_type},
    {"x-assay-min-bytes", "", true, string_type},
    {"x-assay-max-bytes", "", false, string_type},
    {"minItems", "", true, array_type},
    {"maxItems", "", false, array_type},
    {"minProperties", "", true, object_type},
    {"maxProperties", "", false, object_type},
};

/// The tightest bound that a schema states.
struct stated_bound {
  const boost::json::value* value = nullptr; ///< null if there is none
  bool is_exclusive = false;
  schema_id part = 0;
  std::string_view keyword{};

  /// Returns the value, with its keyword if that is not the one in the sentence.
  std::string words(std::string_view shown) const {
    if (value == nullptr) return "none";
    return (keyword == shown ? std::string() : std::string(keyword) + ' ') + words_of_value(*value);
  }
};

/// Returns the equivalent inclusive bound for integers: "above -1" is "at least 0". The bound is
/// unchanged if 64 bits cannot hold the result.
inline boost::json::value bound_of_integers(const boost::json::value& v, bool is_exclusive,
                                            bool is_lower) {
  constexpr double exact = 9007199254740992; // below it, a double can represent each integer
  if (v.is_double() && std::abs(v.get_double()) >= exact) return v;
  if (v.is_double()) {
    const double d = v.get_double(), whole = is_lower ? std::ceil(d) : std::floor(d);
    return whole == d && is_exclusive ? whole + (is_lower ? 1 : -1) : whole;
  }
  if (!is_exclusive) return v;
  if (v.is_uint64()) { // above all int64 values
    const std::uint64_t n = v.get_uint64();
    return is_lower && n != std::numeric_limits<std::uint64_t>::max() ? boost::json::value(n + 1)
           : is_lower                                                 ? v
                                                                      : boost::json::value(n - 1);
  }
  const std::int64_t n = v.get_int64();
  if (is_lower) return n < 0 ? boost::json::value(n + 1) : static_cast<std::uint64_t>(n) + 1;
  return n == std::numeric_limits<std::int64_t>::min() ? v : boost::json::value(n - 1);
}

/// Compares two bounds. `less` means that the first accepts more. A missing bound accepts
/// everything.
inline std::strong_ordering order_of_bounds(const stated_bound& a, const stated_bound& b,
                                            bool is_lower) {
  if (a.value == nullptr || b.value == nullptr)
    return (a.value != nullptr) <=> (b.value != nullptr);
  const auto order = number_order(*a.value, *b.value);
  if (order != 0) return is_lower ? order : reversed(order);
  return a.is_exclusive <=> b.is_exclusive;
}

/// Returns whether two bounds accept the same integers.
inline bool same_of_integers(const stated_bound& a, const stated_bound& b, bool is_lower) {
  return a.value != nullptr && b.value != nullptr &&
         same_json(bound_of_integers(*a.value, a.is_exclusive, is_lower),
                   bound_of_integers(*b.value, b.is_exclusive, is_lower));
}

inline stated_bound bound_of(const schema_side& side, const schema_facts& f, const bound_row& row) {
  stated_bound tightest;
  const boost::json::value none = 0;
  for (const schema_id part : f.parts)
    for (const std::string_view keyword : {row.inclusive, row.exclusive}) {
      const auto* const value = keyword.empty() ? nullptr : side.keyword(part, keyword);
      if (value == nullptr) continue;
      // Sizes are at least 0 anyway.
      if (row.exclusive.empty() && row.is_lower && same_json(*value, none)) continue;
      const stated_bound b{value, keyword == row.exclusive, part, keyword};
      if (order_of_bounds(tightest, b, row.is_lower) < 0) tightest = b;
    }
  return tightest;
}

inline void schema_comparer::compare_bounds(const schema_facts& was, const schema_facts& is,
                                            const diff_place& at) {
  const auto common = static_cast<type_mask>(was.types & is.types);
  for (const bound_row& row : bound_table) {
    if ((row.of & common) == 0) continue;
    const bool are_integers = row.of == number_types && (common & fraction_type) == 0;
    const stated_bound before = bound_of(old_, was, row), now = bound_of(new_, is, row);
    const auto order = order_of_bounds(before, now, row.is_lower);
    if (order == 0 || (are_integers && same_of_integers(before, now, row.is_lower))) continue;
    const std::string_view shown = before.value != nullptr ? before.keyword : now.keyword;
    const auto place_of = [&](const stated_bound& b, const schema_facts& f) {
      keyword_place p =
          place(b.value != nullptr ? std::optional(b.part) : first_part(f), b.words(shown));
      p.keyword = b.keyword;
      return p;
    };
    add_change(at,
               order < 0 ? schema_change_kind::bound_tightened : schema_change_kind::bound_loosened,
               shown, place_of(before, was), place_of(now, is));
  }
}

/// Compares keywords that do not affect what is accepted, and unknown keywords.
inline void schema_comparer::compare_words(const schema_facts& was, const schema_facts& is,
                                           const diff_place& at) {
  const std::size_t parts = std::min(was.parts.size(), is.parts.size());
  const auto compare_one = [&](std::string_view keyword, schema_id old_part, schema_id new_part) {
    const auto *before = old_.keyword(old_part, keyword), *now = new_.keyword(new_part, keyword);
    if (before != nullptr && now != nullptr && same_json(*before, *now)) return;
    const auto words = [](const boost::json::value* v) {
      return v == nullptr ? std::string() : words_of_value(*v);
    };
    const keyword_place p = place(old_part, words(before)), q = place(new_part, words(now));
    const keyword_row* const row = find_keyword(keyword);
    if (row == nullptr) return add_change(at, schema_change_kind::cannot_compare, keyword, p, q);
    if (row->role == keyword_role::text)
      return add_change(at, schema_change_kind::text_changed, keyword, p, q);
    if (keyword == "default")
      return changes_.add(at, schema_change_kind::default_changed,
                          before != nullptr && now != nullptr ? for_neither : for_both, keyword, p,
                          q);
    if (keyword != "deprecated") return;
    const bool was_set = before != nullptr && *before == true,
               is_set = now != nullptr && *now == true;
    if (was_set != is_set)
      add_change(at, is_set ? schema_change_kind::deprecated : schema_change_kind::undeprecated,
                 keyword, p, q);
  };
  for (std::size_t i = 0; i < parts; ++i) {
    for (const auto& m : old_.document()[was.parts[i]].get_object())
      compare_one(m.key(), was.parts[i], is.parts[i]);
    for (const auto& m : new_.document()[is.parts[i]].get_object())
      if (old_.keyword(was.parts[i], m.key()) == nullptr)
        compare_one(m.key(), was.parts[i], is.parts[i]);
  }
  for (std::size_t i = parts; i < was.parts.size(); ++i)
    for (const auto& m : old_.document()[was.parts[i]].get_object())
      if (find_keyword(m.key()) == nullptr)
        add_change(at, schema_change_kind::cannot_compare, m.key(),
                   place(was.parts[i], words_of_value(m.value())), place({}));
  for (std::size_t i = parts; i < is.parts.size(); ++i)
    for (const auto& m : new_.document()[is.parts[i]].get_object())
      if (find_keyword(m.key()) == nullptr)
        add_change(at, schema_change_kind::cannot_compare, m.key(), place({}),
                   place(is.parts[i], words_of_value(m.value())));
}

} // namespace assay::detail
