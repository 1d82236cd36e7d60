// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/json_order.hpp"
#include "assay/export/detail/diff/keywords.hpp"
#include "assay/export/detail/diff/schema_document.hpp"

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

/// The combined conditions of schemas that must all hold, including those of `$ref` and `allOf`.
struct schema_facts {
  std::vector<schema_id> parts{};  ///< the objects with keywords
  std::set<schema_id> all_parts{}; ///< the same objects
  std::set<schema_id> untyped{};   ///< those whose keywords for other types do not apply
  std::map<std::string_view, schema_id> required{}; ///< members, and a part that requires each
  bool is_never = false;                            ///< no value is accepted
  bool is_free = true;                              ///< every value is accepted
  std::string problem{};       ///< what is not understood, in words; may be empty
  type_mask types = all_types; ///< accepted types
  std::optional<std::vector<schema_id>> values{}; ///< of `enum` and `const`, in `json_order`
};

/// One of the two schemas, with its analysis.
class schema_side {
 public:
  /// `ref_stands_alone`: `$ref` disables the keywords beside it, as in draft 7.
  schema_side(const boost::json::value& root, bool ref_stands_alone)
      : document_(root), ref_stands_alone_(ref_stands_alone) {}

  const schema_document& document() const noexcept { return document_; }

  /// Returns the combined conditions of the schemas. The reference stays valid.
  const schema_facts& facts(const schema_set& schemas) {
    const auto found = facts_.find(schemas);
    if (found != facts_.end()) return found->second;
    return facts_.emplace(schemas, facts_of(schemas)).first->second;
  }

  /// Returns the keyword of a part, or null.
  const boost::json::value* keyword(schema_id part, std::string_view name) const {
    return document_.member(part, name);
  }

  /// Returns the schemas for a member: those that name it, and those for unnamed members in the
  /// other parts.
  schema_set member(const schema_facts& f, std::string_view name) const {
    std::vector<schema_id> out;
    for (const schema_id part : f.parts) add_member(part, name, out);
    return set_of(std::move(out));
  }

  /// Adds the schema that one part has for a member.
  void add_member(schema_id part, std::string_view name, std::vector<schema_id>& out) const {
    const auto* named = keyword(part, "properties");
    const boost::json::value* found =
        named != nullptr && named->is_object() ? named->get_object().if_contains(name) : nullptr;
    if (found == nullptr) found = keyword(part, "additionalProperties");
    if (found != nullptr) out.push_back(document_.id_of(*found));
  }

  /// Returns the schemas for unnamed members.
  schema_set others(const schema_facts& f) const { return each(f, "additionalProperties"); }
  /// Returns the schemas for elements.
  schema_set items(const schema_facts& f) const { return each(f, "items"); }

  /// Returns the names of members in the order of the text, then those that are only required.
  std::vector<std::string_view> names(const schema_facts& f) const {
    std::vector<std::string_view> out;
    for (const schema_id part : f.parts)
      if (const auto* named = keyword(part, "properties"))
        for (const auto& m : named->get_object()) out.push_back(m.key());
    for (const schema_id part : f.parts)
      if (const auto* required = keyword(part, "required"))
        for (const auto& name : required->get_array()) out.push_back(name.get_string());
    return out;
  }

  /// Returns whether a part has keywords that are not analyzed.
  bool has_unread(schema_id part) const {
    const auto* const object = document_[part].if_object();
    return object != nullptr && std::any_of(object->begin(), object->end(), [](const auto& m) {
             const keyword_row* const row = find_keyword(m.key());
             return row != nullptr &&
                    (row->form == keyword_form::unread || row->form == keyword_form::nothing_here);
           });
  }

  bool names_some(const schema_facts& f) const {
    return std::any_of(f.parts.begin(), f.parts.end(), [&](schema_id part) {
      const auto* named = keyword(part, "properties");
      return named != nullptr && !named->get_object().empty();
    });
  }

  /// Returns the part that names the member, if any.
  std::optional<schema_id> find_name(const schema_facts& f, std::string_view name) const {
    for (const schema_id part : f.parts) {
      const auto* const named = keyword(part, "properties");
      if (named != nullptr && named->get_object().contains(name)) return part;
    }
    return std::nullopt;
  }

  /// Returns the part that requires the member, if any.
  static std::optional<schema_id> find_required(const schema_facts& f, std::string_view name) {
    const auto found = f.required.find(name);
    return found == f.required.end() ? std::nullopt : std::optional(found->second);
  }
  static bool requires_member(const schema_facts& f, std::string_view name) {
    return f.required.find(name) != f.required.end();
  }

  /// Returns whether the value is in the list.
  bool holds(const std::vector<schema_id>& values, const boost::json::value& v) const {
    const auto at =
        std::lower_bound(values.begin(), values.end(), v, [&](schema_id id, const auto& wanted) {
          return json_order(document_[id], wanted) < 0;
        });
    return at != values.end() && same_json(document_[*at], v);
  }

  /// Returns the keyword of a part whose schema can be merged into the part. This is `then` if the
  /// condition is that the value is an object, or a union of a schema and null. Empty if there is
  /// none.
  ///
  /// These are not compared as conditions and unions. Their schema can be merged if it only affects
  /// objects, or only values other than null.
  std::string_view taken_keyword(schema_id part) const {
    const auto* const condition = keyword(part, "if");
    if (condition != nullptr && keyword(part, "else") == nullptr && is_type(*condition, "object") &&
        keyword(part, "then") != nullptr && types_spoken_of(*keyword(part, "then"), object_type))
      return "then";
    for (const std::string_view name : {"anyOf", "oneOf"})
      if (const auto* const other = beside_null(part, name); other != nullptr)
        if (const auto types = types_spoken_of(*other, all_but_null); types && *types != all_types)
          return name;
    return {};
  }

 private:
  static constexpr std::size_t max_steps = 256; ///< of nested `$ref` and `allOf`

  static bool is_about_no_other(const keyword_row& row, type_mask types) noexcept {
    return row.role == keyword_role::text || row.role == keyword_role::ignored ||
           row.name == "deprecated" || row.name == "default" || (row.of & ~types) == 0;
  }

  /// Returns the other alternative, if the keyword has two alternatives and one of them is null.
  const boost::json::value* beside_null(schema_id part, std::string_view name) const {
    const auto* const list = keyword(part, name);
    if (list == nullptr || list->get_array().size() != 2) return nullptr;
    const auto& all = list->get_array();
    return is_type(all[1], "null") ? &all[0] : is_type(all[0], "null") ? &all[1] : nullptr;
  }

  schema_set each(const schema_facts& f, std::string_view name) const {
    std::vector<schema_id> out;
    for (const schema_id part : f.parts)
      if (const auto* found = keyword(part, name)) out.push_back(document_.id_of(*found));
    return set_of(std::move(out));
  }

  schema_facts facts_of(const schema_set& schemas) const {
    schema_facts f;
    std::vector<schema_id> way;
    for (const schema_id id : schemas) take(f, id, way);
    if (!f.problem.empty()) return f;
    for (const schema_id part : f.parts)
      if (!f.untyped.contains(part)) add_types(f, part);
    for (const schema_id part : f.parts)
      if (const auto* names = keyword(part, "required"))
        for (const auto& name : names->get_array()) f.required.emplace(name.get_string(), part);
    if (f.values) keep_possible_values(f);
    f.is_never = f.is_never || f.types == 0 || (f.values && f.values->empty());
    f.is_free = !f.is_never && std::all_of(f.parts.begin(), f.parts.end(),
                                           [&](schema_id part) { return is_free(part); });
    return f;
  }

  /// `way` has the schemas that lead to this one; they must not repeat.
  void take(schema_facts& f, schema_id id, std::vector<schema_id>& way) const {
    const boost::json::value& schema = document_[id];
    if (!f.problem.empty()) return;
    if (std::find(way.begin(), way.end(), id) != way.end()) return fail(f, "$ref refers to itself");
    if (way.size() == max_steps) return fail(f, "references are nested too deeply");
    if (schema.is_bool()) {
      f.is_never = f.is_never || !schema.get_bool();
      return;
    }
    if (!schema.is_object()) return fail(f, "the target of a $ref is not a schema");
    const bool is_new = !f.all_parts.contains(id);
    if (!is_new && f.untyped.erase(id) == 0) return; // otherwise its types apply here
    if (is_new && !look_at_keywords(f, id)) return;
    if (is_new) add_part(f, id);
    way.push_back(id);
    if (const auto* ref = keyword(id, "$ref")) {
      if (const auto target = document_.find(ref->get_string())) take(f, *target, way);
      else fail(f, "the target of a $ref is not in this document");
    }
    if (const auto* all = keyword(id, "allOf"))
      for (const auto& one : all->get_array()) take(f, document_.id_of(one), way);
    add_taken(f, id, way);
    way.pop_back();
  }

  /// Merges the schema of `taken_keyword`.
  void add_taken(schema_facts& f, schema_id id, std::vector<schema_id>& way) const {
    const std::string_view name = taken_keyword(id);
    if (name.empty()) return;
    const auto& schema = name == "then" ? *keyword(id, name) : *beside_null(id, name);
    if (name != "then")
      f.types =
          static_cast<type_mask>(f.types & (*types_spoken_of(schema, all_but_null) | null_type));
    schema_facts object;
    take(object, document_.id_of(schema), way);
    if (!object.problem.empty()) return fail(f, std::move(object.problem));
    for (const schema_id part : object.parts)
      if (!f.all_parts.contains(part)) {
        add_part(f, part);
        f.untyped.insert(part);
      }
  }

  static bool is_type(const boost::json::value& schema, std::string_view type) {
    const auto* const word =
        is_only_types(schema) ? schema.get_object().at("type").if_string() : nullptr;
    return word != nullptr && *word == type;
  }

  /// Returns the types that a schema accepts (all if it names none), if it names only `types`, and
  /// its other keywords apply only to these. Otherwise returns nothing.
  std::optional<type_mask> types_spoken_of(const boost::json::value& schema,
                                           type_mask types) const {
    std::vector<schema_id> ids{document_.id_of(schema)};
    type_mask accepted = all_types;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto* const object = document_[ids[i]].if_object();
      if (object == nullptr || i == max_steps) return std::nullopt;
      for (const auto& m : *object) {
        const keyword_row* const row = find_keyword(m.key());
        if (row == nullptr || !is_of_form(m.value(), row->form)) return std::nullopt;
        if (m.key() == "$ref") {
          const auto target = document_.find(m.value().get_string());
          if (!target || std::find(ids.begin(), ids.end(), *target) != ids.end())
            return std::nullopt;
          ids.push_back(*target);
        } else if (m.key() == "type") {
          if ((types_of(m.value()) & ~types) != 0) return std::nullopt;
          accepted = static_cast<type_mask>(accepted & types_of(m.value()));
        } else if (!is_about_no_other(*row, types)) {
          return std::nullopt;
        }
      }
    }
    return accepted;
  }

  static void add_part(schema_facts& f, schema_id id) {
    f.parts.push_back(id);
    f.all_parts.insert(id);
  }

  static void fail(schema_facts& f, std::string problem) {
    if (f.problem.empty()) f.problem = std::move(problem);
  }

  /// Returns whether no keyword beside this one affects what is accepted.
  bool is_alone(schema_id id, std::string_view name) const {
    const auto& object = document_[id].get_object();
    return std::all_of(object.begin(), object.end(), [&](const auto& m) {
      const keyword_row* const row = find_keyword(m.key());
      const bool is_insignificant =
          row != nullptr && (row->role == keyword_role::text || row->role == keyword_role::ignored);
      return m.key() == name || m.key() == "default" || m.key() == "deprecated" ||
             (is_insignificant && m.key() != "$id");
    });
  }

  bool look_at_keywords(schema_facts& f, schema_id id) const {
    for (const auto& m : document_[id].get_object()) {
      const std::string_view name = m.key();
      const keyword_row* const row = find_keyword(name);
      if (row == nullptr) continue;
      const std::string_view other = entangled_with(name);
      if (row->form == keyword_form::unread) {
        if (!other.empty() && keyword(id, other) != nullptr)
          fail(f, "the keywords " + std::string(name) + " and " + std::string(other));
      } else if (name == "$ref" && ref_stands_alone_ && !is_alone(id, name)) {
        fail(f, "the keyword $ref beside others, which this draft ignores");
      } else if (row->form == keyword_form::nothing_here || (name == "$id" && id != 0)) {
        fail(f, "the keyword " + std::string(name));
      } else if (!is_of_form(m.value(), row->form)) {
        fail(f, "the keyword " + std::string(name) + " with an invalid value");
      }
    }
    return f.problem.empty();
  }

  void add_types(schema_facts& f, schema_id part) const {
    if (const auto* type = keyword(part, "type"))
      f.types = static_cast<type_mask>(f.types & types_of(*type));
    if (const auto* other = keyword(part, "not"); other != nullptr && is_only_types(*other))
      f.types = static_cast<type_mask>(f.types & ~types_of(other->get_object().at("type")));
    if (const auto* values = keyword(part, "enum")) {
      std::vector<schema_id> ids;
      for (const auto& v : values->get_array()) ids.push_back(document_.id_of(v));
      add_values(f, std::move(ids));
    }
    if (const auto* value = keyword(part, "const")) add_values(f, {document_.id_of(*value)});
  }

  void add_values(schema_facts& f, std::vector<schema_id> ids) const {
    std::sort(ids.begin(), ids.end(), [&](schema_id a, schema_id b) {
      const auto order = json_order(document_[a], document_[b]);
      return order != 0 ? order < 0 : a < b;
    });
    ids.erase(std::unique(
                  ids.begin(), ids.end(),
                  [&](schema_id a, schema_id b) { return same_json(document_[a], document_[b]); }),
              ids.end());
    if (f.values)
      std::erase_if(ids, [&](schema_id id) { return !holds(*f.values, document_[id]); });
    f.values = std::move(ids);
  }

  void keep_possible_values(schema_facts& f) const {
    type_mask types = 0;
    std::erase_if(*f.values, [&](schema_id id) {
      const type_mask type = type_of_value(document_[id]);
      if ((type & f.types) != 0) types = static_cast<type_mask>(types | type);
      return (type & f.types) == 0;
    });
    f.types = types;
  }

  bool is_free(schema_id part) const {
    const auto& object = document_[part].get_object();
    return std::all_of(object.begin(), object.end(), [](const auto& m) {
      const std::string_view name = m.key();
      const keyword_row* const row = find_keyword(name);
      if (row == nullptr) return !name.starts_with("x-assay-");
      if (row->role == keyword_role::text || row->role == keyword_role::ignored) return true;
      const bool is_about_inner = name == "items" || name == "additionalProperties";
      return name == "$ref" || name == "allOf" || name == "default" || name == "deprecated" ||
             name == "x-assay-any-spelling" || // beside a type it accepts more
             (is_about_inner && m.value() == true);
    });
  }

  schema_document document_;
  bool ref_stands_alone_;
  std::map<schema_set, schema_facts> facts_;
};

} // namespace assay::detail
