// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/script_text.hpp"
#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Writes a level's schema as types of TypeScript.
class typescript_writer {
 public:
  explicit typescript_writer(const level_schema& schema)
      : schema_(schema), record_(script_global(schema, "Record")),
        not_an_object_(free_name(schema, "NotAnObject")),
        not_an_array_(free_name(schema, "NotAnArray")), taken_{"Record", "NonNullable",
                                                               not_an_object_, not_an_array_} {}

  std::string document(std::string_view name) {
    std::string out = script_header(schema_, "The types of ", name);
    for (const level_value& root : schema_.roots)
      if (root.kind != type_kind::object) out += "\n" + outermost(root, name);
    for (const level_object& o : schema_.definitions) out += "\n" + definition(o);
    if (uses_not_an_object_)
      out += "\n/** Any value except objects and null. */\ntype " + not_an_object_ +
             " = string | number | boolean | unknown[];\n";
    if (uses_not_an_array_)
      out += "\n/** Any value except arrays and null. */\ntype " + not_an_array_ +
             " = string | number | boolean | " + record("unknown") + ";\n";
    return out;
  }

 private:
  /// Returns an outermost value that has no definition, because it is not an object of one struct.
  std::string outermost(const level_value& root, std::string_view name) {
    return "export type " + take(name.empty() ? "Root" : pascal_case(name)) + " =" +
           after_equals(type(root)) + ";\n";
  }

  static std::string after_equals(const std::string& type) {
    return (type.starts_with('\n') ? "" : " ") + type;
  }

  std::string definition(const level_object& o) {
    std::string first(o.schema->about);
    if (o.closed) append_sentence(first, words_of_closed);
    std::vector<std::string> about{std::move(first)};
    for (const std::string& c : phrases_of_checks(o)) about.push_back(ended("Rule: " + c));
    if (!o.case_tag.empty()) return with_cases(o, about);
    std::string out = script_comment(about, "");
    if (o.members.empty()) return out + "export type " + o.name + " = " + no_members(o) + ";\n";
    return out + "export interface " + o.name + " {\n" + members(o) + "}\n";
  }

  std::string no_members(const level_object& o) const {
    return record(o.closed ? "never" : "unknown");
  }

  std::string record(std::string_view of) const {
    return std::string(record_).append("<string, ").append(of).append(">");
  }

  std::string members(const level_object& o) {
    std::string out;
    for (const level_member& m : o.members)
      if (o.case_tag.empty() || m.name != o.case_member) out += member(m);
    return out;
  }

  std::string member(const level_member& m) {
    std::vector<std::string> more;
    if (std::string words = words_of(m.value, {.tuples = true}); !words.empty())
      more.push_back(std::move(words));
    return script_comment(paragraphs_of(m, more), "  ") + "  " + indented(field(m, m.value)) +
           ";\n";
  }

  /// Returns the name and the type of a member.
  std::string field(const level_member& m, const level_value& v) {
    const std::string name = script_key(m.name);
    if (m.forbidden) return name + "?: never";
    return name + (m.required ? ":" : "?:") + after_equals(type(v));
  }

  /// Returns the definition of an object with a union whose tag is beside it: the common members,
  /// and an interface for each case.
  std::string with_cases(const level_object& o, std::vector<std::string> about) {
    const std::string base = take(o.name + "Base");
    const level_member& tag = *o.find(o.case_tag);
    const level_member& inner = *o.find(o.case_member);
    if (inner.schema != nullptr && !inner.schema->about.empty())
      about.push_back("`" + std::string(inner.name) + "`: " + std::string(inner.schema->about));
    std::vector<std::string> names;
    std::string cases;
    const auto add = [&](const std::string& name, const std::string& first,
                         const std::string& second) {
      names.push_back(take(name + o.name));
      cases += "\nexport interface " + names.back() + " extends " + base + " {\n  " +
               indented(first) + ";\n  " + indented(second) + ";\n}\n";
    };
    for (std::size_t i = 0; i < o.cases.size(); ++i)
      add(pascal_case(o.case_names[i]),
          script_key(tag.name) + ": " + script_string(o.case_names[i]),
          field(inner, in_case(o, i)));
    const level_member rest = tag_of_no_case(o);
    if (rest.value.kind != type_kind::none)
      add("Other", field(rest, rest.value), field(inner, inner.value));
    return script_comment(about, "") + "export type " + o.name + " =" +
           after_equals(script_union(names)) + ";\n\n" +
           script_comment({"The members of each " + o.name + "."}, "") + "export interface " +
           base + " {\n" + members(o) + "}\n" + cases;
  }

  /// Returns a unique name that is, or begins with, the given name.
  std::string take(std::string name) {
    const auto is_taken = [&] {
      return free_name(schema_, name) != name ||
             std::find(taken_.begin(), taken_.end(), name) != taken_.end();
    };
    while (is_taken()) name += '_';
    taken_.push_back(name);
    return name;
  }

  // --- Values -----------------------------------------------------------------------------------

  std::string type(const level_value& v) { return script_union(alternatives(v)); }

  std::vector<std::string> alternatives(const level_value& v) {
    if (v.kind == type_kind::any) return {v.nullable ? "unknown" : "NonNullable<unknown>"};
    std::vector<std::string> out = alternatives_but_null(v);
    if (v.other_kinds) add_other_kinds(out, v);
    if (v.nullable) out.emplace_back("null");
    return out;
  }

  std::vector<std::string> alternatives_but_null(const level_value& v) {
    switch (v.kind) {
    case type_kind::string: return strings(v);
    case type_kind::boolean: return {"boolean"};
    case type_kind::integer:
    case type_kind::number: return {"number"};
    case type_kind::array: return {array(v)};
    case type_kind::map: return {record(enclosed(type(v.inside[0])))};
    case type_kind::object: return {schema_[v].name};
    case type_kind::one_of:
    case type_kind::tagged: return all_of(v);
    default: return {record("unknown")};
    }
  }

  static std::vector<std::string> strings(const level_value& v) {
    if (!v.has_choices) return {"string"};
    std::vector<std::string> out;
    for (const std::string_view choice : v.choices) out.push_back(script_string(choice));
    if (out.empty() && !v.nullable) out.emplace_back("never");
    return out;
  }

  std::vector<std::string> all_of(const level_value& v) {
    std::vector<std::string> out;
    for (const level_value& one : v.inside)
      for (std::string& t : alternatives(one))
        if (std::find(out.begin(), out.end(), t) == out.end()) out.push_back(std::move(t));
    if (v.kind == type_kind::tagged && v.keeps_unknown) out.push_back(record("unknown"));
    return out;
  }

  std::string array(const level_value& v) {
    const std::vector<std::string> elements = alternatives(v.inside[0]);
    const std::string element = enclosed(script_union(elements));
    if (is_tuple(v)) return script_list("[", std::vector<std::string>(v.count.max, element), "]");
    return elements.size() == 1 ? element + "[]" : "(" + element + ")[]";
  }

  /// A long union has separate lines, and the text that encloses it ends after them.
  static std::string enclosed(const std::string& type) {
    return type.starts_with('\n') ? type + "\n" : type;
  }

  void add_other_kinds(std::vector<std::string>& out, const level_value& v) {
    const bool is_array = v.kind == type_kind::array;
    (is_array ? uses_not_an_array_ : uses_not_an_object_) = true;
    out.push_back(is_array ? not_an_array_ : not_an_object_);
  }

  const level_schema& schema_;
  std::string record_, not_an_object_, not_an_array_;
  std::vector<std::string> taken_; ///< names that are not definitions
  bool uses_not_an_object_ = false, uses_not_an_array_ = false;
};

} // namespace assay::detail
