// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_comparer.hpp"

#include <set>
#include <string>
#include <string_view>

namespace assay::detail {

inline diff_place schema_comparer::member_place(std::string_view name, const diff_place& at) {
  return {at.path + '/' + schema_document::escaped(name), at.when,
          member_scope(old_, at.old_scope, name, steps_),
          member_scope(new_, at.new_scope, name, steps_), at.depth + 1};
}

/// Returns the schema of a named member.
inline schema_id schema_comparer::member_part(const schema_side& side, const schema_facts& f,
                                              std::string_view name) {
  return side.document().id_of(
      side.keyword(*side.find_name(f, name), "properties")->get_object().at(name));
}

/// Returns how a schema treats an unnamed member.
inline std::string schema_comparer::words_of_unnamed(schema_side& side, const schema_set& rules) {
  const schema_facts& f = side.facts(rules);
  return f.is_never ? "refused" : f.is_free ? "unknown" : words_of(side, rules);
}

/// Returns whether a writer may send an unnamed member where unknown members are accepted.
/// Free-form objects hold any members. In other objects, writers send only members that some schema
/// names, unless they are known to send more.
inline bool schema_comparer::may_be_sent(schema_side& side, const schema_facts& f,
                                         const schema_scope& scope, std::string_view name) {
  return unknown_are_sent_ || !side.names_some(f) || scope_names(side, scope, name, steps_);
}

inline void schema_comparer::compare_objects(const schema_facts& was, const schema_facts& is,
                                             const diff_place& at) {
  std::set<std::string_view> seen;
  for (const auto& names : {new_.names(is), old_.names(was)})
    for (const std::string_view name : names) {
      if (!seen.insert(name).second) continue;
      if (!spend(1 + was.parts.size() + is.parts.size(), at)) return;
      compare_member(was, is, name, at);
    }
  const schema_facts &before = old_.facts(old_.others(was)), &now = new_.facts(new_.others(is));
  if (before.is_never == now.is_never) return compare_inner(was, is, "additionalProperties", at);
  add_change(at,
             now.is_never ? schema_change_kind::unknown_members_refused
                          : schema_change_kind::unknown_members_accepted,
             "additionalProperties", place(first_part(was)), place(first_part(is)));
}

inline void schema_comparer::compare_member(const schema_facts& was, const schema_facts& is,
                                            std::string_view name, const diff_place& at) {
  const bool was_named = old_.find_name(was, name).has_value(),
             is_named = new_.find_name(is, name).has_value();
  if (was_named == is_named) {
    if (is_named) compare_named_by_both(was, is, name, at);
    return compare_required(was, is, name, at);
  }
  if (is_named) add_member(was, is, name, at);
  else remove_member(was, is, name, at);
}

inline void schema_comparer::compare_required(const schema_facts& was, const schema_facts& is,
                                              std::string_view name, const diff_place& at) {
  const auto before = old_.find_required(was, name), now = new_.find_required(is, name);
  if (before.has_value() == now.has_value()) return;
  const auto old_part = before ? before : old_.find_name(was, name),
             new_part = now ? now : new_.find_name(is, name);
  add_change(member_place(name, at),
             now ? schema_change_kind::member_required : schema_change_kind::member_optional,
             "required", place(old_part ? old_part : first_part(was)),
             place(new_part ? new_part : first_part(is)));
}

inline void schema_comparer::compare_named_by_both(const schema_facts& was, const schema_facts& is,
                                                   std::string_view name, const diff_place& at) {
  const schema_set before = old_.member(was, name), now = new_.member(is, name);
  const bool was_never = old_.facts(before).is_never, is_never = new_.facts(now).is_never;
  if (was_never == is_never) return compare(before, now, member_place(name, at));
  add_change(member_place(name, at),
             is_never ? schema_change_kind::member_forbidden : schema_change_kind::member_allowed,
             "properties", place(first_part(old_.facts(before)), words_of(old_, before)),
             place(first_part(new_.facts(now)), words_of(new_, now)));
}

/// Adds the change for a member that only the new schema names. The old one rejects all unnamed
/// members, accepts them, or has a schema for them.
inline void schema_comparer::add_member(const schema_facts& was, const schema_facts& is,
                                        std::string_view name, const diff_place& at) {
  const schema_set before = old_.member(was, name), now = new_.member(is, name);
  const schema_facts &f = old_.facts(before), &g = new_.facts(now);
  const diff_place here = member_place(name, at);
  const bool becomes_required = new_.requires_member(is, name) && !old_.requires_member(was, name);
  schema_compatibility c;
  if (f.is_free)
    c.writers = (g.is_free && g.problem.empty()) || !may_be_sent(old_, was, at.old_scope, name);
  if (f.is_never) c.readers = g.is_never;
  if (becomes_required) c.writers = false;
  if (g.is_never) {
    if (f.is_never) return compare_required(was, is, name, at);
    c = {f.is_free && c.writers, true};
  }
  changes_.add(here,
               g.is_never         ? schema_change_kind::member_forbidden
               : becomes_required ? schema_change_kind::required_member_added
                                  : schema_change_kind::member_added,
               c, "properties", place(first_part(was), words_of_unnamed(old_, before)),
               place(member_part(new_, is, name), words_of(new_, now)));
  if (!g.is_never && !f.is_never && !f.is_free) compare(before, now, here);
  if (!new_.requires_member(is, name)) compare_required(was, is, name, at);
}

/// Adds the change for a member that only the old schema names.
inline void schema_comparer::remove_member(const schema_facts& was, const schema_facts& is,
                                           std::string_view name, const diff_place& at) {
  const schema_set before = old_.member(was, name), now = new_.member(is, name);
  const schema_facts &f = old_.facts(before), &g = new_.facts(now);
  const diff_place here = member_place(name, at);
  const bool was_required = old_.requires_member(was, name);
  schema_compatibility c;
  if (g.is_free)
    c.readers = (f.is_free && f.problem.empty()) || !may_be_sent(new_, is, at.new_scope, name);
  if (g.is_never) c.writers = f.is_never;
  if (was_required && !new_.requires_member(is, name)) c.readers = false;
  if (f.is_never) {
    if (g.is_never) return compare_required(was, is, name, at);
    c = {true, g.is_free && c.readers};
  }
  changes_.add(here,
               f.is_never ? schema_change_kind::member_allowed : schema_change_kind::member_removed,
               c, "properties", place(member_part(old_, was, name), words_of(old_, before)),
               place(first_part(is), words_of_unnamed(new_, now)));
  if (!f.is_never && !g.is_never && !g.is_free) compare(before, now, here);
  if (!was_required) compare_required(was, is, name, at);
}

/// Compares elements or unnamed members.
inline void schema_comparer::compare_inner(const schema_facts& was, const schema_facts& is,
                                           std::string_view keyword, const diff_place& at) {
  const bool are_items = keyword == "items";
  const schema_set before = are_items ? old_.items(was) : old_.others(was),
                   now = are_items ? new_.items(is) : new_.others(is);
  if (before.empty() && now.empty()) return;
  compare(before, now,
          {at.path + "/*", at.when, inner_scope(old_, at.old_scope, keyword, steps_),
           inner_scope(new_, at.new_scope, keyword, steps_), at.depth + 1});
}

} // namespace assay::detail
