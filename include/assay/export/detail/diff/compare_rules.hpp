// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_comparer.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// A rule that was added, removed or changed.
struct schema_comparer::rule_change {
  schema_change_kind kind{};
  schema_compatibility compatible{};
  std::string_view keyword{};
  keyword_place was{}, is{};
};

/// All rules of one keyword at a place.
struct schema_comparer::rule_lists {
  std::string_view keyword{};
  std::vector<keyword_place> was{}, is{};
  std::vector<const boost::json::value*> old_values{}, new_values{};
};

/// Returns whether each multiple of `v` is a multiple of `of`, as far as 64 bits can represent.
inline bool is_multiple(const boost::json::value& of, const boost::json::value& v) {
  // 0: not a positive integer, or too large.
  const auto whole = [](const boost::json::value& n) -> std::uint64_t {
    constexpr double exact = 9007199254740992;
    if (n.is_uint64()) return n.get_uint64();
    if (n.is_int64()) return n.get_int64() > 0 ? static_cast<std::uint64_t>(n.get_int64()) : 0;
    if (!n.is_double()) return 0;
    const double d = n.get_double();
    return d > 0 && d < exact && std::floor(d) == d ? static_cast<std::uint64_t>(d) : 0;
  };
  const std::uint64_t a = whole(of), b = whole(v);
  return a != 0 && b != 0 && b % a == 0;
}

/// Returns for whom the replacement of a rule by another is compatible: for nobody, except if one
/// of two steps is a multiple of the other.
inline schema_compatibility schema_comparer::compatibility_of_rules(std::string_view keyword,
                                                                    const keyword_place& was,
                                                                    const keyword_place& is) const {
  if (keyword != "multipleOf") return for_neither;
  const boost::json::value &before = old_.document()[*was.value], &now = new_.document()[*is.value];
  return {is_multiple(now, before), is_multiple(before, now)};
}

/// Finds the rules that only one schema has. If there is one such rule in each schema, it was
/// changed. Duplicates of a rule have no effect, but duplicates of a check are counted, because
/// they may be different checks.
inline void schema_comparer::compare_lists(rule_lists lists, std::vector<rule_change>& out,
                                           const diff_place& at) {
  auto& [keyword, was, is, old_values, new_values] = lists;
  if (!spend(1 + old_values.size() * new_values.size(), at)) return;
  const bool is_counted = keyword == "x-assay-checks";
  std::vector<bool> is_same(new_values.size());
  std::vector<keyword_place> gone, added;
  for (std::size_t i = 0; i < old_values.size(); ++i) {
    bool found = false;
    for (std::size_t j = 0; j < new_values.size() && !(found && is_counted); ++j)
      if (!(is_same[j] && is_counted) && are_same_schemas(*old_values[i], *new_values[j]))
        found = is_same[j] = true;
    if (!found) gone.push_back(std::move(was[i]));
  }
  for (std::size_t j = 0; j < new_values.size(); ++j)
    if (!is_same[j]) added.push_back(std::move(is[j]));
  if (gone.size() == 1 && added.size() == 1) {
    const schema_compatibility c = compatibility_of_rules(keyword, gone[0], added[0]);
    return out.push_back({schema_change_kind::rule_changed, c, keyword, gone[0], added[0]});
  }
  for (keyword_place& p : gone)
    out.push_back({schema_change_kind::rule_removed,
                   usual(schema_change_kind::rule_removed),
                   keyword,
                   std::move(p),
                   {}});
  for (keyword_place& p : added)
    out.push_back({schema_change_kind::rule_added,
                   usual(schema_change_kind::rule_added),
                   keyword,
                   {},
                   std::move(p)});
}

/// Adds the changes of rules. A format is stated in up to three keywords; their common change is
/// added once.
inline void schema_comparer::add_rule_changes(std::vector<rule_change> changes,
                                              const diff_place& at) {
  for (const std::string_view name : {"format", "x-assay-format"}) {
    const auto format = std::find_if(changes.begin(), changes.end(),
                                     [&](const rule_change& c) { return c.keyword == name; });
    if (format == changes.end()) continue;
    rule_change merged = *format;
    std::erase_if(changes, [&](const rule_change& c) {
      const bool is_pattern = c.keyword == "pattern";
      if ((!is_pattern && c.keyword != "x-assay-format") || c.keyword == name ||
          c.kind != merged.kind || c.was.part != merged.was.part || c.is.part != merged.is.part)
        return false;
      for (keyword_place* p : {&merged.was, &merged.is})
        if (is_pattern && p->part) p->words += " and a pattern";
      return true;
    });
    *std::find_if(changes.begin(), changes.end(),
                  [&](const rule_change& c) { return c.keyword == name; }) = std::move(merged);
  }
  for (const rule_change& c : changes)
    changes_.add(at, c.kind, c.compatible, c.keyword, c.was, c.is);
}

inline void schema_comparer::compare_rules(const schema_facts& was, const schema_facts& is,
                                           const diff_place& at) {
  const auto common = static_cast<type_mask>(was.types & is.types);
  const auto collect = [](const schema_side& side, const schema_facts& f, std::string_view keyword,
                          std::vector<keyword_place>& places,
                          std::vector<const boost::json::value*>& values) {
    for (const schema_id part : f.parts) {
      const auto* const v = side.keyword(part, keyword);
      if (v == nullptr) continue;
      const bool is_switch = find_keyword(keyword)->form == keyword_form::boolean;
      if ((is_switch || keyword == "not") && *v == false) continue; // it rejects nothing
      if (keyword == "not" && is_only_types(*v)) continue;
      places.push_back(value_place(side, part, *v));
      values.push_back(v);
    }
  };
  std::vector<rule_change> changes;
  for (const keyword_row& row : keyword_table) {
    if (row.role != keyword_role::rule || (row.of & common) == 0) continue;
    rule_lists lists{.keyword = row.name};
    collect(old_, was, row.name, lists.was, lists.old_values);
    collect(new_, is, row.name, lists.is, lists.new_values);
    if (!lists.was.empty() || !lists.is.empty()) compare_lists(std::move(lists), changes, at);
  }
  add_rule_changes(std::move(changes), at);
}

/// Returns a check in words: its text, or its code and members.
inline std::string words_of_check(const boost::json::value& check) {
  constexpr std::size_t longest = 400;
  const auto* const object = check.if_object();
  if (object == nullptr) return words_of_value(check);
  const auto text = [&](std::string_view name) -> const boost::json::string* {
    const auto* const v = object->if_contains(name);
    return v == nullptr ? nullptr : v->if_string();
  };
  for (const std::string_view name : {"expected", "words"})
    if (const auto* const words = text(name)) return cut_words(std::string(*words), longest);
  const auto* const code = text("code");
  if (code == nullptr) return words_of_value(check);
  std::string out(*code);
  if (const auto* const members = object->if_contains("members"))
    (out += " of ") += words_of_value(*members);
  return out;
}

/// Compares assay's rules across members by code and members; the rest is description.
inline void schema_comparer::compare_checks(const schema_facts& was, const schema_facts& is,
                                            const diff_place& at) {
  constexpr std::string_view keyword = "x-assay-checks";
  std::vector<boost::json::value> kept; // without descriptions; moved only as a whole
  const auto collect = [&](const schema_side& side, const schema_facts& f,
                           std::vector<keyword_place>& places) {
    for (const schema_id part : f.parts) {
      const auto* const list = side.keyword(part, keyword);
      if (list == nullptr) continue;
      const auto add_one = [&](const boost::json::value& v) {
        places.push_back({part, words_of_check(v), side.document().id_of(v)});
        kept.push_back(v);
        if (auto* const object = kept.back().if_object()) {
          object->erase("expected");
          object->erase("words");
        }
      };
      if (const auto* const array = list->if_array())
        for (const auto& one : *array) add_one(one);
      else add_one(*list);
    }
  };
  rule_lists lists{.keyword = keyword};
  collect(old_, was, lists.was);
  const std::size_t first_new = kept.size();
  collect(new_, is, lists.is);
  for (std::size_t i = 0; i < kept.size(); ++i)
    (i < first_new ? lists.old_values : lists.new_values).push_back(&kept[i]);
  std::vector<rule_change> changes;
  if (!kept.empty()) compare_lists(std::move(lists), changes, at);
  add_rule_changes(std::move(changes), at);
}

/// Compares conditions that are not analyzed: they must be the same, part by part.
inline void schema_comparer::compare_unread(const schema_facts& was, const schema_facts& is,
                                            const diff_place& at) {
  const auto parts_of = [](const schema_side& side, const schema_facts& f) {
    std::vector<schema_id> out;
    for (const schema_id part : f.parts)
      if (side.has_unread(part)) out.push_back(part);
    return out;
  };
  const std::vector<schema_id> before = parts_of(old_, was), now = parts_of(new_, is);
  for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i)
    for (const keyword_row& row : keyword_table) {
      if (row.form != keyword_form::unread) continue;
      const auto* const v = i < before.size() ? old_.keyword(before[i], row.name) : nullptr;
      const auto* const w = i < now.size() ? new_.keyword(now[i], row.name) : nullptr;
      if (v == nullptr && w == nullptr) continue;
      if (v != nullptr && w != nullptr &&
          same_schema(old_.document(), new_.document(), steps_).are_same_texts(*v, *w))
        continue;
      add_change(at, schema_change_kind::cannot_compare, row.name,
                 v != nullptr ? value_place(old_, before[i], *v) : place(first_part(was), "none"),
                 w != nullptr ? value_place(new_, now[i], *w) : place(first_part(is), "none"));
    }
}

} // namespace assay::detail
