// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/schema_facts.hpp"

#include <compare>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay::detail {

/// An `if` whose condition is that a member, the tag, has a certain value.
struct tag_case {
  schema_id part = 0;        ///< the object with the `if`
  std::string_view tag{};    ///< empty for another kind of condition
  schema_id value = 0;       ///< the value of the tag
  bool requires_tag = false; ///< the condition fails if the tag is missing
};

/// Returns the condition of an object with an `if`.
inline tag_case case_of(const schema_side& side, schema_id part) {
  tag_case c{.part = part};
  const auto* const condition = side.keyword(part, "if");
  if (condition == nullptr || !condition->is_object()) return c;
  const boost::json::object& keywords = condition->get_object();
  for (const auto& m : keywords) { // no other keywords
    const bool is_object_only = m.key() == "type" && m.value() == "object";
    if (m.key() != "properties" && m.key() != "required" && !is_object_only) return c;
  }
  const auto* const members = keywords.if_contains("properties");
  if (members == nullptr || !members->is_object() || members->get_object().size() != 1) return c;
  const auto& member = *members->get_object().begin();
  const auto* const rule = member.value().if_object();
  if (rule == nullptr || rule->size() != 1 || !rule->contains("const")) return c;
  if (const auto* required = keywords.if_contains("required")) {
    const auto* const names = required->if_array();
    if (names == nullptr || names->size() != 1 || (*names)[0] != member.key()) return c;
    c.requires_tag = true;
  }
  c.tag = member.key();
  c.value = side.document().id_of(rule->at("const"));
  return c;
}

/// All schemas that may apply to the value at one place. There may be more than are being compared,
/// because several schemas may describe the same value.
struct schema_scope {
  schema_set at{};
  /// The value's tag, if it is known: alternatives for other tags do not apply.
  std::string_view tag{};
  schema_id tag_value = 0;
  bool is_open = false; ///< more may apply, in keywords that are not analyzed

  friend auto operator<=>(const schema_scope&, const schema_scope&) = default;
};

/// Visits the schemas that may apply to the value at a place.
class scope_walk {
 public:
  scope_walk(schema_side& side, const schema_scope& scope, std::size_t& steps)
      : side_(side), scope_(scope), steps_(steps), is_open_(scope.is_open) {
    for (const schema_id id : scope.at) visit(id);
    while (!open_.empty() && steps_ != 0) {
      const schema_id id = open_.back();
      open_.pop_back();
      --steps_;
      look_at(id);
    }
  }

  /// Returns the schemas. Some may be missing if `steps` is 0 afterwards.
  const std::set<schema_id>& found() const noexcept { return found_; }
  /// Returns whether more schemas may apply to the value or to values inside of it.
  bool is_open() const noexcept { return is_open_; }

 private:
  const schema_document& document() const { return side_.document(); }

  void visit(schema_id id) {
    if (document()[id].is_object() && found_.insert(id).second) open_.push_back(id);
  }

  void look_at(schema_id id) {
    is_open_ = is_open_ || side_.has_unread(id);
    if (const auto* ref = side_.keyword(id, "$ref"); ref != nullptr && ref->is_string())
      if (const auto target = document().find(ref->get_string())) visit(*target);
    for (const std::string_view list : {"allOf", "anyOf", "oneOf"})
      if (const auto* all = side_.keyword(id, list); all != nullptr && all->is_array())
        for (const auto& one : all->get_array())
          if (list == "allOf" || !is_for_another_tag(document().id_of(one)))
            visit(document().id_of(one));
    const tag_case c = case_of(side_, id);
    const bool is_other = !c.tag.empty() && c.tag == scope_.tag &&
                          !same_json(document()[c.value], document()[scope_.tag_value]);
    for (const std::string_view name : {"if", "then", "else"})
      if (const auto* schema = side_.keyword(id, name); schema != nullptr)
        if (!is_other || name == "else") visit(document().id_of(*schema));
  }

  bool is_for_another_tag(schema_id alternative) {
    if (scope_.tag.empty()) return false;
    const schema_facts& f = side_.facts({alternative});
    if (!f.problem.empty()) return false;
    const schema_facts& tag = side_.facts(side_.member(f, scope_.tag));
    return tag.problem.empty() && tag.values &&
           !side_.holds(*tag.values, document()[scope_.tag_value]);
  }

  schema_side& side_;
  const schema_scope& scope_;
  std::size_t& steps_;
  bool is_open_;
  std::set<schema_id> found_;
  std::vector<schema_id> open_;
};

/// Returns all schemas that may apply to a member of the value at a place.
inline schema_scope member_scope(schema_side& side, const schema_scope& scope,
                                 std::string_view name, std::size_t& steps) {
  std::vector<schema_id> out;
  const scope_walk walk(side, scope, steps);
  for (const schema_id id : walk.found()) side.add_member(id, name, out);
  return {.at = set_of(std::move(out)), .is_open = walk.is_open()};
}

/// Returns all schemas that may apply to unnamed members or to elements, as `keyword` selects.
inline schema_scope inner_scope(schema_side& side, const schema_scope& scope,
                                std::string_view keyword, std::size_t& steps) {
  std::vector<schema_id> out;
  const scope_walk walk(side, scope, steps);
  for (const schema_id id : walk.found())
    if (const auto* inner = side.keyword(id, keyword)) out.push_back(side.document().id_of(*inner));
  return {.at = set_of(std::move(out)), .is_open = walk.is_open()};
}

/// Returns whether a schema names the member of the value at a place, has a schema for all members,
/// or is not understood.
inline bool scope_names(schema_side& side, const schema_scope& scope, std::string_view name,
                        std::size_t& steps) {
  const scope_walk walk(side, scope, steps);
  if (walk.is_open()) return true;
  for (const schema_id id : walk.found()) {
    const auto* const members = side.keyword(id, "properties");
    if (members != nullptr && members->is_object() && members->get_object().contains(name))
      return true;
    const auto* const others = side.keyword(id, "additionalProperties");
    if (others != nullptr && others->is_object() && !others->get_object().empty()) return true;
    const schema_facts& f = side.facts({id});
    if (!f.problem.empty() || schema_side::requires_member(f, name)) return true;
  }
  return steps == 0;
}

/// Returns whether a schema names this value of a tag.
inline bool scope_names_tag(schema_side& side, const schema_scope& scope, std::string_view tag,
                            const boost::json::value& value, std::size_t& steps) {
  std::vector<schema_id> rules;
  const scope_walk walk(side, scope, steps);
  for (const schema_id id : walk.found()) side.add_member(id, tag, rules);
  const scope_walk of_tag(side, {set_of(std::move(rules))}, steps);
  if (walk.is_open() || of_tag.is_open()) return true;
  for (const schema_id id : of_tag.found()) {
    if (const auto* one = side.keyword(id, "const"); one != nullptr && same_json(*one, value))
      return true;
    const auto* const all = side.keyword(id, "enum");
    if (all == nullptr || !all->is_array()) continue;
    for (const auto& one : all->get_array())
      if (same_json(one, value)) return true;
  }
  return steps == 0;
}

} // namespace assay::detail
