// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_comparer.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// A union: one of its alternatives must accept the value.
struct schema_comparer::alternatives {
  std::vector<schema_set> all{};
  std::vector<std::string> names{};             ///< their identities: tag, definition or types
  std::vector<std::optional<schema_id>> tags{}; ///< the tag's value, if there is one
  std::string_view tag{};                       ///< empty if there is none
  bool must_be_exclusive = false;               ///< for `oneOf`
  std::string_view keyword{};
  schema_id part = 0;
};

/// Finds the tag: the member with a different constant in each alternative that is an object.
inline schema_comparer::alternatives schema_comparer::alternatives_of(schema_side& side,
                                                                      std::vector<schema_set> all) {
  alternatives a{.all = std::move(all)};
  const auto tag_of = [&](const schema_set& one,
                          std::string_view name) -> std::optional<schema_id> {
    const schema_facts& f = side.facts(one);
    if (!f.problem.empty() || f.types != object_type || !side.requires_member(f, name)) return {};
    const schema_facts& tag = side.facts(side.member(f, name));
    if (!tag.problem.empty() || !tag.values || tag.values->size() != 1) return {};
    return tag.values->front();
  };
  for (const schema_set& one : a.all) { // the first object defines the tag
    const schema_facts& f = side.facts(one);
    if (!f.problem.empty() || f.types != object_type) continue;
    for (const std::string_view name : side.names(f))
      if (a.tag.empty() && tag_of(one, name)) a.tag = name;
    break;
  }
  for (const schema_set& one : a.all) {
    a.tags.push_back(a.tag.empty() ? std::nullopt : tag_of(one, a.tag));
    const auto* const ref = one.size() == 1 ? side.keyword(one.front(), "$ref") : nullptr;
    const schema_facts& f = side.facts(one);
    if (a.tags.back()) {
      a.names.push_back('=' + words_of_value(side.document()[*a.tags.back()]));
    } else if (ref != nullptr && ref->is_string()) {
      const std::string_view to = ref->get_string();
      a.names.emplace_back(to.substr(to.rfind('/') + 1));
    } else {
      a.names.push_back(words_of_types(f.types));
    }
  }
  return a;
}

/// Returns the unions. With `taken`, it includes those whose only alternative to null is merged
/// into the part.
inline std::vector<schema_comparer::alternatives>
schema_comparer::unions_of(schema_side& side, const schema_facts& f, bool taken) {
  std::vector<alternatives> out;
  for (const schema_id part : f.parts)
    for (const std::string_view keyword : {"anyOf", "oneOf"}) {
      const auto* const list = side.keyword(part, keyword);
      if (list == nullptr || (!taken && side.taken_keyword(part) == keyword)) continue;
      std::vector<schema_set> all;
      for (const auto& one : list->get_array()) all.push_back({side.document().id_of(one)});
      out.push_back(alternatives_of(side, std::move(all)));
      out.back().must_be_exclusive = keyword == "oneOf";
      out.back().keyword = keyword;
      out.back().part = part;
    }
  return out;
}

/// Compares a schema that is only a union with a schema that is not a union. The latter is treated
/// as a union of one alternative.
inline bool schema_comparer::compare_with_union(const schema_set& was, const schema_set& is,
                                                const diff_place& at) {
  const schema_facts &f = old_.facts(was), &g = new_.facts(is);
  std::vector<alternatives> before = unions_of(old_, f), now = unions_of(new_, g);
  if (before.size() + now.size() != 1) return false;
  const auto is_union_alone = [](const schema_side& side, const schema_facts& facts,
                                 bool taken = false) {
    return std::all_of(facts.parts.begin(), facts.parts.end(), [&](schema_id part) {
      if (taken && facts.untyped.contains(part)) return true; // part of the only alternative
      const auto& object = side.document()[part].get_object();
      return std::all_of(object.begin(), object.end(), [](const auto& m) {
        const keyword_row* const row = find_keyword(m.key());
        return m.key() == "anyOf" || m.key() == "oneOf" || m.key() == "allOf" ||
               m.key() == "$ref" || m.key() == "default" || m.key() == "deprecated" ||
               (row != nullptr &&
                (row->role == keyword_role::text || row->role == keyword_role::ignored));
      });
    });
  };
  const auto as_union = [&](schema_side& side, const schema_facts& facts, const schema_set& set) {
    if (is_union_alone(side, facts, true))
      if (auto all = unions_of(side, facts, true); all.size() == 1) return std::move(all.front());
    alternatives one = alternatives_of(side, {set});
    one.part = facts.parts.front();
    return one;
  };
  if (before.size() == 1) {
    if (!is_union_alone(old_, f)) return false;
    now.push_back(as_union(new_, g, is));
  } else {
    if (!is_union_alone(new_, g)) return false;
    before.push_back(as_union(old_, f, was));
  }
  compare_alternatives(before.front(), now.front(), at);
  return true;
}

inline void schema_comparer::compare_unions(const schema_facts& was, const schema_facts& is,
                                            const diff_place& at) {
  std::vector<alternatives> before = unions_of(old_, was), now = unions_of(new_, is);
  const auto value = [](const schema_side& side, const alternatives& a) -> const auto& {
    return *side.keyword(a.part, a.keyword);
  };
  if (before.size() != now.size()) // same unions are matched first
    std::erase_if(before, [&](const alternatives& a) {
      const auto found = std::find_if(now.begin(), now.end(), [&](const alternatives& b) {
        return a.keyword == b.keyword && are_same_schemas(value(old_, a), value(new_, b));
      });
      if (found == now.end()) return false;
      now.erase(found);
      return true;
    });
  const std::size_t both = std::min(before.size(), now.size());
  for (std::size_t i = 0; i < both; ++i) compare_alternatives(before[i], now[i], at);
  for (std::size_t i = both; i < before.size(); ++i)
    add_change(at, schema_change_kind::rule_removed, before[i].keyword,
               value_place(old_, before[i].part, value(old_, before[i])), place({}));
  for (std::size_t i = both; i < now.size(); ++i)
    add_change(at, schema_change_kind::rule_added, now[i].keyword, place({}),
               value_place(new_, now[i].part, value(new_, now[i])));
}

/// Returns whether it is certain that no value is accepted by both.
inline bool schema_comparer::are_disjoint(schema_side& side, const schema_facts& a,
                                          const schema_facts& b) {
  if (!a.problem.empty() || !b.problem.empty()) return false;
  const auto have_no_value_in_common = [&](const schema_facts& x, const schema_facts& y) {
    return x.problem.empty() && y.problem.empty() && x.values && y.values &&
           std::none_of(x.values->begin(), x.values->end(),
                        [&](schema_id id) { return side.holds(*y.values, side.document()[id]); });
  };
  const auto common = static_cast<type_mask>(a.types & b.types);
  if (a.is_never || b.is_never || common == 0 || have_no_value_in_common(a, b)) return true;
  if (common != object_type) return false;
  const auto names = side.names(a);
  steps_ -= std::min(steps_, names.size());
  for (const std::string_view name : names)
    if (side.requires_member(a, name) && side.requires_member(b, name) &&
        have_no_value_in_common(side.facts(side.member(a, name)), side.facts(side.member(b, name))))
      return true;
  return false;
}

inline bool schema_comparer::are_exclusive(schema_side& side, const alternatives& a,
                                           const diff_place& at) {
  if (!a.must_be_exclusive) return true;
  for (std::size_t i = 0; i < a.all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!spend(1, at)) return false;
      const bool have_other_tags = a.tags[i] && a.tags[j] && a.names[i] != a.names[j];
      if (!have_other_tags && !are_disjoint(side, side.facts(a.all[i]), side.facts(a.all[j])))
        return false;
    }
  return true;
}

/// Returns whether all that an alternative accepts is accepted by an alternative of another union.
inline bool schema_comparer::is_covered(const schema_set& one, bool is_old, const alternatives& by,
                                        const diff_place& at) {
  constexpr std::size_t max_trials = 3; // of nested trials
  if (trials_ == max_trials) return false;
  // Results are valid only for this question, because they may depend on open comparisons.
  change_list outer = std::exchange(changes_, change_list(old_.document(), new_.document()));
  std::set<key> seen = std::exchange(seen_, {});
  ++trials_;
  diff_place there = at;
  ++there.depth;
  bool is_covered = false;
  for (std::size_t i = 0; i < by.all.size() && !is_covered && steps_ > 1; ++i) {
    changes_ = change_list(old_.document(), new_.document());
    changes_.keep_nothing();
    seen_.clear();
    if (is_old) compare(one, by.all[i], there);
    else compare(by.all[i], one, there);
    is_covered = is_old ? changes_.total().writers : changes_.total().readers;
  }
  --trials_;
  changes_ = std::move(outer);
  seen_ = std::move(seen);
  return is_covered;
}

inline std::string schema_comparer::when_words(const alternatives& a, std::size_t i) {
  return a.tags[i] ? std::string(a.tag) + ' ' + a.names[i].substr(1) : "as " + a.names[i];
}

inline diff_place schema_comparer::alternative_place(const alternatives& was, std::size_t i,
                                                     const alternatives& is, std::size_t j,
                                                     const diff_place& at) const {
  diff_place there = at;
  ++there.depth;
  const auto narrow = [](schema_scope& scope, const alternatives& a, std::size_t k) {
    scope.at = union_of(std::move(scope.at), a.all[k]);
    if (!a.tags[k]) return;
    scope.tag = a.tag;
    scope.tag_value = *a.tags[k];
  };
  narrow(there.old_scope, was, i);
  narrow(there.new_scope, is, j);
  const auto others = [](const alternatives& a) { // except null
    return a.all.size() - static_cast<std::size_t>(std::count(a.names.begin(), a.names.end(),
                                                              words_of_types(null_type)));
  };
  if (others(was) > 1 || others(is) > 1)
    there.when += (at.when.empty() ? "" : ", ") + when_words(is, j);
  return there;
}

inline void schema_comparer::compare_alternatives(const alternatives& was, const alternatives& is,
                                                  const diff_place& at) {
  if (!spend(was.all.size() + is.all.size(), at)) return;
  if (!are_exclusive(old_, was, at) || !are_exclusive(new_, is, at)) {
    // With one more alternative that accepts a value, oneOf may reject it.
    const auto *before = old_.keyword(was.part, was.keyword),
               *now = new_.keyword(is.part, is.keyword);
    if (was.keyword != is.keyword || before == nullptr || now == nullptr ||
        !are_same_schemas(*before, *now))
      add_change(at, schema_change_kind::cannot_compare, "oneOf", place(was.part, "oneOf"),
                 place(is.part, "alternatives that may accept the same value"));
    return;
  }
  std::vector<std::optional<std::size_t>> partner(was.all.size());
  std::multimap<std::string_view, std::size_t> by_name;
  for (std::size_t j = 0; j < is.all.size(); ++j) by_name.emplace(is.names[j], j);
  std::vector<bool> has_partner(is.all.size());
  for (std::size_t i = 0; i < was.all.size(); ++i) {
    const auto found = by_name.find(was.names[i]);
    if (found == by_name.end()) continue;
    partner[i] = found->second;
    has_partner[found->second] = true;
    by_name.erase(found);
  }
  for (std::size_t i = 0; i < was.all.size(); ++i)
    if (partner[i])
      compare(was.all[i], is.all[*partner[i]], alternative_place(was, i, is, *partner[i], at));
  const auto lone = [&](bool is_old, const alternatives& a, std::size_t i, const alternatives& by) {
    schema_side& side = is_old ? old_ : new_;
    const schema_facts& f = side.facts(a.all[i]);
    if (is_covered(a.all[i], is_old, by, at)) return;
    const bool is_null = f.problem.empty() && f.types == null_type;
    const auto kind =
        is_null  ? (is_old ? schema_change_kind::null_refused : schema_change_kind::null_accepted)
        : is_old ? schema_change_kind::alternative_removed
                 : schema_change_kind::alternative_added;
    const keyword_place here = place(a.all[i].front(), is_null ? "null" : when_words(a, i));
    changes_.add(at, kind, is_old ? for_readers : for_writers,
                 is.keyword.empty() ? was.keyword : is.keyword, is_old ? here : place(was.part),
                 is_old ? place(is.part) : here);
  };
  for (std::size_t i = 0; i < was.all.size(); ++i)
    if (!partner[i]) lone(true, was, i, is);
  for (std::size_t j = 0; j < is.all.size(); ++j)
    if (!has_partner[j]) lone(false, is, j, was);
}

} // namespace assay::detail
