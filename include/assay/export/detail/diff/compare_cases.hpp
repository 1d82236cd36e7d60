// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_comparer.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace assay::detail {

/// Returns the parts that have an `if` with a `then` or `else`, except those whose `then` is
/// merged.
inline std::vector<schema_id> schema_comparer::conditions_of(const schema_side& side,
                                                             const schema_facts& f) const {
  std::vector<schema_id> out;
  for (const schema_id part : f.parts)
    if (side.keyword(part, "if") != nullptr &&
        (side.keyword(part, "then") != nullptr || side.keyword(part, "else") != nullptr) &&
        side.taken_keyword(part) != "then")
      out.push_back(part);
  return out;
}

/// Compares `if`, `then` and `else`. Branches can be compared if their conditions are the same.
inline void schema_comparer::compare_cases(const schema_facts& was, const schema_facts& is,
                                           const diff_place& at) {
  const std::vector<schema_id> before = conditions_of(old_, was), now = conditions_of(new_, is);
  std::vector<bool> has_partner(now.size());
  for (const schema_id part : before) {
    if (!spend(1 + now.size(), at)) return;
    std::size_t j = 0;
    while (j < now.size() && (has_partner[j] || !are_same_schemas(*old_.keyword(part, "if"),
                                                                  *new_.keyword(now[j], "if"))))
      ++j;
    if (j == now.size()) {
      lone_case(true, part, is, at);
      continue;
    }
    has_partner[j] = true;
    compare_case(part, now[j], was, at);
  }
  for (std::size_t j = 0; j < now.size(); ++j)
    if (!has_partner[j]) lone_case(false, now[j], was, at);
}

inline void schema_comparer::compare_case(schema_id was, schema_id is, const schema_facts& f,
                                          const diff_place& at) {
  const auto branch = [](const schema_side& side, schema_id part, std::string_view name) {
    const auto* const schema = side.keyword(part, name);
    return schema == nullptr ? schema_set() : schema_set{side.document().id_of(*schema)};
  };
  const tag_case c = case_of(old_, was), d = case_of(new_, is);
  for (const std::string_view name : {"then", "else"}) {
    diff_place there = at;
    ++there.depth;
    const schema_set before = branch(old_, was, name), now = branch(new_, is, name);
    if (before.empty() && now.empty()) continue;
    there.old_scope.at = union_of(std::move(there.old_scope.at), before);
    there.new_scope.at = union_of(std::move(there.new_scope.at), now);
    if (!c.tag.empty() && name == "then") {
      there.when += (at.when.empty() ? "" : ", ") + std::string(c.tag) + ' ' +
                    words_of_value(old_.document()[c.value]);
      if (c.requires_tag && d.requires_tag && f.types == object_type) {
        there.old_scope.tag = c.tag;
        there.old_scope.tag_value = c.value;
        there.new_scope.tag = d.tag;
        there.new_scope.tag_value = d.value;
      }
    }
    compare(before, now, there);
  }
}

/// Adds the change of a condition that only one schema has. It has no effect if the other schema
/// rejects the tag, or if its writers do not send it.
inline void schema_comparer::lone_case(bool is_old, schema_id part, const schema_facts& other,
                                       const diff_place& at) {
  schema_side &side = is_old ? old_ : new_, &other_side = is_old ? new_ : old_;
  const tag_case c = case_of(side, part);
  bool is_sent = true;
  std::string words;
  if (!c.tag.empty()) {
    const boost::json::value& value = side.document()[c.value];
    words = std::string(c.tag) + ' ' + words_of_value(value);
    const schema_facts& tag = other_side.facts(other_side.member(other, c.tag));
    const bool needs_tag =
        other.types == object_type && (c.requires_tag || other_side.requires_member(other, c.tag));
    if (needs_tag && side.keyword(part, "else") == nullptr) {
      if (tag.problem.empty() && tag.values && !other_side.holds(*tag.values, value)) return;
      steps_ -= std::min(steps_, other.parts.size());
      const std::vector<schema_id> cases = conditions_of(other_side, other);
      const bool has_tags = std::any_of(cases.begin(), cases.end(), [&](schema_id id) {
        return case_of(other_side, id).tag == c.tag;
      });
      const schema_scope& scope = is_old ? at.new_scope : at.old_scope;
      is_sent = unknown_are_sent_ || !has_tags ||
                scope_names_tag(other_side, scope, c.tag, value, steps_);
    }
  }
  const keyword_place here = place(part, std::move(words));
  if (is_old)
    changes_.add(at, schema_change_kind::alternative_removed, {true, !is_sent}, "if", here,
                 place(first_part(other)));
  else
    changes_.add(at, schema_change_kind::alternative_added, {!is_sent, true}, "if",
                 place(first_part(other)), here);
}

} // namespace assay::detail
