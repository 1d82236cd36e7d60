// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/change_list.hpp"
#include "assay/export/detail/diff/same_schema.hpp"
#include "assay/export/detail/diff/schema_facts.hpp"
#include "assay/export/detail/diff/schema_scope.hpp"
#include "assay/export/schema_change.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace assay::detail {

/// Returns the JSON Schema draft that a document names, without an empty fragment.
inline std::string_view dialect_of(const boost::json::value& root) {
  const auto* const object = root.if_object();
  const auto* const named = object == nullptr ? nullptr : object->if_contains("$schema");
  if (named == nullptr || !named->is_string())
    return "https://json-schema.org/draft/2020-12/schema";
  std::string_view name = named->get_string();
  if (name.ends_with('#')) name.remove_suffix(1);
  return name;
}

/// Draft 7 ignores keywords beside `$ref`.
inline bool is_draft_7(const boost::json::value& root) {
  const std::string_view name = dialect_of(root);
  return name == "http://json-schema.org/draft-07/schema" ||
         name == "https://json-schema.org/draft-07/schema";
}

/// Returns whether all keywords that are analyzed mean the same as in 2020-12.
inline bool is_known_dialect(std::string_view name) {
  return name == "https://json-schema.org/draft/2020-12/schema" ||
         name == "https://json-schema.org/draft/2019-09/schema" ||
         name == "http://json-schema.org/draft-07/schema" ||
         name == "https://json-schema.org/draft-07/schema";
}

/// Compares two schemas. A schema is a list of conditions that must all hold. A condition that
/// accepts more, or less, does the same to the whole schema. So conditions of the same kind are
/// compared with each other, and the result of each pair applies to the whole.
///
/// Its functions are in headers that are named after what they compare.
class schema_comparer {
 public:
  /// The limit of work: schemas, and the members, choices and alternatives in them.
  static constexpr std::size_t max_steps = 2'000'000;
  /// The maximum nesting of places.
  static constexpr std::size_t max_depth = schema_document::max_depth;

  schema_comparer(const boost::json::value& old_one, const boost::json::value& new_one,
                  bool unknown_are_sent)
      : old_(old_one, is_draft_7(old_one)), new_(new_one, is_draft_7(new_one)),
        unknown_are_sent_(unknown_are_sent), changes_(old_.document(), new_.document()) {}

  std::vector<schema_change> compare_documents();

 private:
  using key = std::tuple<schema_set, schema_set, schema_scope, schema_scope>;
  struct alternatives;
  struct rule_change;
  struct rule_lists;

  // Whole values: schema_comparer.hpp
  void compare(const schema_set& was, const schema_set& is, const diff_place& at);
  void compare_facts(const schema_facts& was, const schema_facts& is, const diff_place& at);
  bool compare_as_wholes(const schema_set& was, const schema_set& is, const diff_place& at);
  bool spend(std::size_t steps, const diff_place& at);
  bool are_same_schemas(const boost::json::value& was, const boost::json::value& is);

  // compare_scalars.hpp
  void compare_types(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_spellings(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_values(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_value_sets(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_bounds(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_words(const schema_facts& was, const schema_facts& is, const diff_place& at);

  // compare_rules.hpp
  void compare_rules(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_checks(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_unread(const schema_facts& was, const schema_facts& is, const diff_place& at);
  schema_compatibility compatibility_of_rules(std::string_view keyword, const keyword_place& was,
                                              const keyword_place& is) const;
  void compare_lists(rule_lists lists, std::vector<rule_change>& out, const diff_place& at);
  void add_rule_changes(std::vector<rule_change> changes, const diff_place& at);

  // compare_objects.hpp
  void compare_objects(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_member(const schema_facts& was, const schema_facts& is, std::string_view name,
                      const diff_place& at);
  void compare_named_by_both(const schema_facts& was, const schema_facts& is, std::string_view name,
                             const diff_place& at);
  void add_member(const schema_facts& was, const schema_facts& is, std::string_view name,
                  const diff_place& at);
  void remove_member(const schema_facts& was, const schema_facts& is, std::string_view name,
                     const diff_place& at);
  void compare_required(const schema_facts& was, const schema_facts& is, std::string_view name,
                        const diff_place& at);
  void compare_inner(const schema_facts& was, const schema_facts& is, std::string_view keyword,
                     const diff_place& at);
  static schema_id member_part(const schema_side& side, const schema_facts& f,
                               std::string_view name);
  std::string words_of_unnamed(schema_side& side, const schema_set& rules);
  diff_place member_place(std::string_view name, const diff_place& at);
  bool may_be_sent(schema_side& side, const schema_facts& f, const schema_scope& scope,
                   std::string_view name);

  // compare_unions.hpp
  alternatives alternatives_of(schema_side& side, std::vector<schema_set> all);
  std::vector<alternatives> unions_of(schema_side& side, const schema_facts& f, bool taken = false);
  bool compare_with_union(const schema_set& was, const schema_set& is, const diff_place& at);
  void compare_unions(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_alternatives(const alternatives& was, const alternatives& is, const diff_place& at);
  bool are_disjoint(schema_side& side, const schema_facts& a, const schema_facts& b);
  bool are_exclusive(schema_side& side, const alternatives& a, const diff_place& at);
  bool is_covered(const schema_set& one, bool is_old, const alternatives& by, const diff_place& at);
  diff_place alternative_place(const alternatives& was, std::size_t i, const alternatives& is,
                               std::size_t j, const diff_place& at) const;
  static std::string when_words(const alternatives& a, std::size_t i);

  // compare_cases.hpp
  void compare_cases(const schema_facts& was, const schema_facts& is, const diff_place& at);
  void compare_case(schema_id was, schema_id is, const schema_facts& f, const diff_place& at);
  void lone_case(bool is_old, schema_id part, const schema_facts& other, const diff_place& at);
  std::vector<schema_id> conditions_of(const schema_side& side, const schema_facts& f) const;

  static keyword_place place(std::optional<schema_id> part, std::string words = {}) {
    return {part, std::move(words)};
  }
  /// Returns a value of the keyword, in words.
  static keyword_place value_place(const schema_side& side, std::optional<schema_id> part,
                                   const boost::json::value& v) {
    return {part, words_of_value(v), side.document().id_of(v)};
  }
  std::string words_of(schema_side& side, const schema_set& schemas);
  void add_change(const diff_place& at, schema_change_kind kind, std::string_view keyword,
                  const keyword_place& was, const keyword_place& is) {
    changes_.add(at, kind, usual(kind), keyword, was, is);
  }
  static std::optional<schema_id> first_part(const schema_facts& f) {
    return f.parts.empty() ? std::nullopt : std::optional(f.parts.front());
  }

  schema_side old_, new_;
  bool unknown_are_sent_;
  change_list changes_;
  std::set<key> seen_;
  std::size_t steps_ = max_steps;
  std::size_t trials_ = 0; ///< nested comparisons whose changes are not reported
};

inline bool schema_comparer::spend(std::size_t steps, const diff_place& at) {
  if (steps_ > steps && at.depth <= max_depth) {
    steps_ -= steps;
    return true;
  }
  add_change(at, schema_change_kind::cannot_compare, "", place({}),
             place({}, at.depth > max_depth ? "the schemas are nested too deeply"
                                            : "the schemas are too large"));
  return false;
}

inline bool schema_comparer::are_same_schemas(const boost::json::value& was,
                                              const boost::json::value& is) {
  return same_schema(old_.document(), new_.document(), steps_)(was, is);
}

inline std::string schema_comparer::words_of(schema_side& side, const schema_set& schemas) {
  const schema_facts& f = side.facts(schemas);
  if (f.is_never) return "nothing";
  if (!f.values) return words_of_types(f.types);
  std::string out;
  const std::size_t shown = std::min<std::size_t>(f.values->size(), 5);
  for (std::size_t i = 0; i < shown; ++i)
    out += (i == 0                      ? ""
            : i + 1 == f.values->size() ? " or "
                                        : ", ") +
           words_of_value(side.document()[(*f.values)[i]]);
  return shown == f.values->size() ? out : out + " ...";
}

/// Compares keywords that are not understood: the schemas must be the same.
inline bool schema_comparer::compare_as_wholes(const schema_set& was, const schema_set& is,
                                               const diff_place& at) {
  const schema_facts &f = old_.facts(was), &g = new_.facts(is);
  if (f.problem.empty() && g.problem.empty()) return false;
  bool is_same = was.size() == is.size();
  for (std::size_t i = 0; is_same && i < was.size(); ++i)
    is_same = are_same_schemas(old_.document()[was[i]], new_.document()[is[i]]);
  if (!is_same)
    add_change(at, schema_change_kind::cannot_compare, "",
               place(was.empty() ? std::nullopt : std::optional(was.front()),
                     f.problem == g.problem ? "the schema changed; not understood: " + f.problem
                                            : f.problem),
               place(is.empty() ? std::nullopt : std::optional(is.front()),
                     f.problem == g.problem ? std::string() : g.problem));
  return true;
}

inline void schema_comparer::compare(const schema_set& was, const schema_set& is,
                                     const diff_place& at) {
  if (!spend(1 + was.size() + is.size(), at)) return;
  if (!seen_.emplace(was, is, at.old_scope, at.new_scope).second) return;
  if (compare_as_wholes(was, is, at)) return;
  const schema_facts &f = old_.facts(was), &g = new_.facts(is);
  compare_words(f, g, at);
  if ((f.is_free && g.is_free) || (f.is_never && g.is_never)) return;
  const std::string before = words_of(old_, was), now = words_of(new_, is);
  if (f.is_free && before == now) // still of all types
    return add_change(at, schema_change_kind::rule_added, "", place(first_part(f)),
                      place(first_part(g)));
  if (g.is_free && before == now)
    return add_change(at, schema_change_kind::rule_removed, "", place(first_part(f)),
                      place(first_part(g)));
  if (f.is_free || g.is_never || g.is_free || f.is_never)
    return add_change(at,
                      f.is_free || g.is_never ? schema_change_kind::type_narrowed
                                              : schema_change_kind::type_widened,
                      "", place(first_part(f), before), place(first_part(g), now));
  if (compare_with_union(was, is, at)) return;
  compare_facts(f, g, at);
}

inline void schema_comparer::compare_facts(const schema_facts& was, const schema_facts& is,
                                           const diff_place& at) {
  compare_types(was, is, at);
  compare_spellings(was, is, at);
  compare_values(was, is, at);
  compare_bounds(was, is, at);
  compare_rules(was, is, at);
  compare_unread(was, is, at);
  const auto common = static_cast<type_mask>(was.types & is.types);
  if ((common & array_type) != 0) compare_inner(was, is, "items", at);
  if ((common & object_type) != 0) {
    compare_objects(was, is, at);
    compare_checks(was, is, at);
  }
  compare_unions(was, is, at);
  compare_cases(was, is, at);
}

inline std::vector<schema_change> schema_comparer::compare_documents() {
  diff_place at{.old_scope = {{0}}, .new_scope = {{0}}};
  const std::string was(dialect_of(old_.document()[0])), is(dialect_of(new_.document()[0]));
  const bool is_known = was == is && is_known_dialect(was);
  if (old_.document().is_too_deep() || new_.document().is_too_deep()) {
    add_change(at, schema_change_kind::cannot_compare, "", place({}),
               place({}, "a schema is nested too deeply"));
  } else if (!is_schema(old_.document()[0]) || !is_schema(new_.document()[0])) {
    if (!same_json(old_.document()[0], new_.document()[0]))
      add_change(at, schema_change_kind::cannot_compare, "", place(0),
                 place(0, "a schema must be an object, true or false"));
  } else if (!is_known) {
    if (was != is || !are_same_schemas(old_.document()[0], new_.document()[0]))
      add_change(at, schema_change_kind::cannot_compare, "$schema",
                 place(0, was == is ? "the schema changed; unknown draft: " + was : was),
                 place(0, was == is ? std::string() : is));
  } else {
    compare({0}, {0}, at);
  }
  return std::move(changes_.changes());
}

} // namespace assay::detail
