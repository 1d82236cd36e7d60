// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/python_text.hpp"
#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// A class of a Python module.
struct python_class {
  std::string name{}, base{};           ///< `base` is empty if there is none
  const level_object* object = nullptr; ///< null for a class that only sets the value of a tag
  std::vector<level_member> members{};  ///< without those of the base
};

/// The definition of an object in a Python module. It is one class. If the object has a union with
/// the tag beside it, there is a class for each value of the tag, and a name for all of them.
struct python_definition {
  std::vector<python_class> classes{};
  std::string name{};
  std::vector<std::string> alternatives{}; ///< names of the classes; empty without a union
  bool has_other = false;                  ///< the last class accepts all other tags
};

/// The order and names of a schema's classes in a Python module. A class is after the classes that
/// it uses, and the outermost object is last.
class python_module {
 public:
  /// `reserved` has the names that the module already uses.
  python_module(const level_schema& schema, std::span<const std::string_view> reserved)
      : schema_(schema) {
    taken_.assign(reserved.begin(), reserved.end());
    for (const level_object& o : schema.definitions) names_.push_back(take(o.name));
    root_name_ =
        schema.root().kind == type_kind::object ? name_of(schema.root().definition) : take("Root");
    visited_.assign(schema.definitions.size(), false);
    for (const level_value& root : schema.roots) visit(root);
  }

  const std::vector<std::size_t>& order() const noexcept { return order_; }
  /// Returns the name of a definition.
  const std::string& name_of(std::size_t definition) const noexcept { return names_[definition]; }
  /// Returns the name of the outermost value.
  const std::string& root_name() const noexcept { return root_name_; }

  /// Returns a unique name that is, or begins with, the given name.
  std::string take(std::string name) {
    while (is_python_keyword(name) || std::find(taken_.begin(), taken_.end(), name) != taken_.end())
      name += '_';
    taken_.push_back(name);
    return name;
  }

  /// Returns whether a class or an import has the name.
  bool is_taken(std::string_view name) const noexcept {
    return std::find(taken_.begin(), taken_.end(), name) != taken_.end();
  }

  /// Returns the Python definition of an object.
  python_definition define(std::size_t definition) {
    const level_object& o = schema_.definitions[definition];
    python_definition out{.name = names_[definition]};
    if (o.cases.empty()) {
      out.classes.push_back({out.name, {}, &o, o.members});
      return out;
    }
    const level_member& tag = *o.find(o.case_tag);
    const level_member& tagged = *o.find(o.case_member);
    out.classes.push_back({take(out.name + "Base"), {}, &o, {}});
    for (const level_member& m : o.members)
      if (&m != &tag && &m != &tagged) out.classes.front().members.push_back(m);
    for (std::size_t i = 0; i < o.cases.size(); ++i)
      add_case(out, pascal_case(o.case_names[i]), only(tag, o.case_names[i]),
               both(tagged, o.cases[i]));
    if (level_member rest = tag; leave_others(rest, o)) {
      add_case(out, "Other", rest, tagged);
      out.has_other = true;
    }
    return out;
  }

 private:
  void visit(const level_value& v) {
    for_each_reference(v, [&](std::size_t d) {
      if (visited_[d]) return;
      visited_[d] = true;
      for (const level_member& m : schema_.definitions[d].members) visit(m.value);
      for (const level_value& c : schema_.definitions[d].cases) visit(c);
      order_.push_back(d);
    });
  }

  void add_case(python_definition& to, const std::string& tag, level_member name,
                level_member tagged) {
    python_class one{take(tag + to.name), to.classes.front().name, nullptr, {}};
    one.members = {std::move(name), std::move(tagged)};
    to.alternatives.push_back(one.name);
    to.classes.push_back(std::move(one));
  }

  static level_member only(level_member tag, std::string_view name) {
    tag.required = true;
    tag.value = {.kind = type_kind::string, .nullable = false};
    tag.value.choices = {name};
    tag.value.has_choices = true;
    return tag;
  }

  /// Combines the conditions of the member with those of a case.
  static level_member both(level_member m, level_value asked) {
    if (m.value.kind == type_kind::free_object) asked.other_kinds = false;
    asked.nullable = asked.nullable && m.value.nullable;
    m.value = std::move(asked);
    return m;
  }

  /// Removes the choices of the cases from a tag. Returns whether other values remain.
  static bool leave_others(level_member& tag, const level_object& o) {
    level_value& v = tag.value;
    if (!v.has_choices) return true;
    std::erase_if(v.choices, [&](std::string_view c) {
      return std::find(o.case_names.begin(), o.case_names.end(), c) != o.case_names.end();
    });
    return !v.choices.empty() || v.nullable || v.other_kinds || !tag.required;
  }

  const level_schema& schema_;
  std::vector<std::string> taken_, names_;
  std::string root_name_;
  std::vector<bool> visited_;
  std::vector<std::size_t> order_;
};

/// Appends the descriptions of the tag and the union, before the name for all cases.
inline void append_case_comments(std::string& out, const level_object& o) {
  for (const std::string_view name : {o.case_tag, o.case_member}) {
    const std::string words = words_of_member(*o.find(name));
    if (!words.empty()) append_python_comment(out, std::string(name) + ": " + words, 0);
  }
}

} // namespace assay::detail
