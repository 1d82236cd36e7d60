// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/python_module.hpp"
#include "assay/export/detail/python_text.hpp"
#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Writes a level's schema as TypedDicts of Python 3.11.
class typeddict_writer {
 public:
  explicit typeddict_writer(const level_schema& schema)
      : schema_(schema), module_(schema, reserved) {}

  std::string module() {
    std::string body;
    for (const std::size_t d : module_.order()) append_definition(body, d);
    if (schema_.root().kind != type_kind::object) {
      body += "\n\n";
      append_alias(body, module_.root_name(), value(schema_.root()));
    }
    std::string out;
    append_python_docstring(out, about(), 0);
    out += "\n";
    append_python_import(out, "typing", imported, body);
    return out + body;
  }

 private:
  // What the module imports, and the builtin types that it names.
  static constexpr std::string_view imported[] = {
      "Any", "Literal", "Never", "NotRequired", "Required", "TypeAlias", "TypedDict", "Union"};
  static constexpr std::string_view reserved[] = {
      "Any",   "Literal", "Never", "NotRequired", "Required", "TypeAlias", "TypedDict",
      "Union", "bool",    "dict",  "float",       "int",      "list",      "str"};

  std::vector<std::string> about() const {
    std::string first = "What assay accepts as ";
    first.append(module_.root_name()).append(" at the level ").append(name_of(schema_.at));
    first += ", as types of Python.";
    std::string second =
        "Made from the description of the struct in C++: change that, not this file. Type checkers "
        "refuse members in literals that are not named here, whether or not the level accepts "
        "them. Comments say what types cannot.";
    return {first, second};
  }

  // --- Objects ----------------------------------------------------------------------------------

  void append_definition(std::string& out, std::size_t d) {
    const python_definition made = module_.define(d);
    for (const python_class& c : made.classes) append_class(out, c, made.classes.front().members);
    if (!made.alternatives.empty()) {
      python_expression all{.is = python_expression::form::either};
      for (const std::string& a : made.alternatives)
        all.arguments.push_back(python_expression::of(a));
      out += "\n\n";
      append_case_comments(out, schema_.definitions[d]);
      append_alias(out, made.name, all);
    }
    written_[d] = true;
  }

  static void append_alias(std::string& out, const std::string& name, const python_expression& e) {
    const std::string begin = name + ": TypeAlias = ";
    out += begin;
    append_python(out, e, 0, python_columns(begin), 0);
    out += '\n';
  }

  bool has_plain_names(const std::vector<level_member>& members) const {
    return std::all_of(members.begin(), members.end(), [&](const level_member& m) {
      const bool is_mangled = m.name.starts_with("__") && !m.name.ends_with("__");
      return m.forbidden || (is_python_name(m.name) && !is_mangled && !module_.is_taken(m.name));
    });
  }

  void append_class(std::string& out, const python_class& c,
                    const std::vector<level_member>& members_of_base) {
    out += "\n\n";
    if (has_plain_names(c.members)) return append_statement(out, c);
    std::vector<level_member> all;
    if (!c.base.empty()) all = members_of_base;
    all.insert(all.end(), c.members.begin(), c.members.end());
    append_call(out, c, all);
  }

  /// Whether more members are marked by it where members that are not marked are required.
  static bool are_optional(const std::vector<level_member>& members) noexcept {
    std::size_t required = 0, all = 0;
    for (const level_member& m : members) {
      required += m.required && !m.forbidden;
      all += !m.forbidden;
    }
    return required < all - required;
  }

  void append_statement(std::string& out, const python_class& c) {
    const bool total = !are_optional(c.members);
    out.append("class ").append(c.name).append("(");
    out.append(c.base.empty() ? "TypedDict" : c.base).append(total ? "):\n" : ", total=False):\n");
    const std::vector<std::string> paragraphs = about(c);
    if (!paragraphs.empty()) {
      append_python_docstring(out, paragraphs, 4);
      if (!c.members.empty()) out += '\n';
    }
    for (const level_member& m : c.members)
      append_member(out, m, total, std::string(m.name), 4, !c.base.empty());
    if (are_none(c.members) && paragraphs.empty()) out += "    pass\n";
  }

  static bool are_none(const std::vector<level_member>& members) {
    return std::all_of(members.begin(), members.end(),
                       [](const level_member& m) { return m.forbidden; });
  }
  /// The docstring's paragraphs.
  static std::vector<std::string> about(const python_class& c) {
    std::vector<std::string> out;
    if (c.object == nullptr) return out;
    std::string first(c.object->schema->about);
    if (c.object->closed) append_sentence(first, words_of_closed);
    if (!first.empty()) out.push_back(std::move(first));
    if (std::string checks = words_of_checks(*c.object, "Checked across members: ");
        !checks.empty())
      out.push_back(std::move(checks));
    return out;
  }

  /// As a call, whose members may have any names.
  void append_call(std::string& out, const python_class& c, const std::vector<level_member>& all) {
    for (const std::string& paragraph : about(c)) append_python_comment(out, paragraph, 0);
    const bool total = !are_optional(all);
    out.append(c.name).append(" = TypedDict(\n    ").append(python_string(c.name));
    out += ",\n    {\n";
    for (const level_member& m : all) append_member(out, m, total, python_string(m.name), 8, false);
    out.append("    },\n").append(total ? ")\n" : "    total=False,\n)\n");
  }

  void append_member(std::string& out, const level_member& m, bool total, const std::string& name,
                     std::size_t indent, bool is_case) {
    std::string words = is_case ? "" : words_of_member(m);
    if (!m.forbidden) append_sentence(words, words_of(m.value, {.integers = true}));
    append_python_comment(out, words, indent);
    if (m.forbidden) return;
    needs_quotes_ = false;
    python_expression type = value(m.value);
    if (needs_quotes_) type = python_expression::of(python_string(type.line()));
    if (m.required != total) {
      // The other marker is that of the whole class.
      type = python_expression::subscript(m.required ? "Required" : "NotRequired", {type});
    }
    const bool is_call = indent > 4;
    out.append(indent, ' ').append(name).append(": ");
    append_python(out, type, indent, indent + python_columns(name) + 2, is_call ? 1 : 0);
    out += is_call ? ",\n" : "\n";
  }

  // --- Values -----------------------------------------------------------------------------------

  static python_expression of(std::string_view text) {
    return python_expression::of(std::string(text));
  }

  python_expression value(const level_value& v) {
    if (v.other_kinds && v.kind != type_kind::object) return of("Any");
    std::vector<python_expression> all{not_null(v)};
    if (all.front() == of("Any")) return of("Any");
    if (v.other_kinds) all.push_back(of("Any"));
    else if (v.nullable) all.push_back(of("None"));
    return python_expression::either(all);
  }

  python_expression not_null(const level_value& v) {
    switch (v.kind) {
    case type_kind::string: return string(v);
    case type_kind::boolean: return of("bool");
    case type_kind::integer: return of("int");
    case type_kind::number: return of("float");
    case type_kind::free_object:
      return python_expression::subscript("dict", {of("str"), of("Any")});
    case type_kind::object: return object(v);
    case type_kind::array: return python_expression::subscript("list", {value(v.inside[0])});
    case type_kind::map:
      return python_expression::subscript("dict", {of("str"), value(v.inside[0])});
    case type_kind::one_of:
    case type_kind::tagged: return alternatives(v);
    default: return of("Any");
    }
  }

  static python_expression string(const level_value& v) {
    if (!v.has_choices) return of("str");
    if (v.choices.empty()) return of("Never");
    std::vector<python_expression> choices;
    for (const std::string_view c : v.choices) choices.push_back(of(python_string(c)));
    return python_expression::subscript("Literal", std::move(choices));
  }

  python_expression object(const level_value& v) {
    needs_quotes_ = needs_quotes_ || !written_[v.definition];
    return of(module_.name_of(v.definition));
  }

  python_expression alternatives(const level_value& v) {
    std::vector<python_expression> all;
    for (const level_value& one : v.inside) all.push_back(value(one));
    if (v.keeps_unknown)
      all.push_back(python_expression::subscript("dict", {of("str"), of("Any")}));
    return python_expression::either(all);
  }

  const level_schema& schema_;
  python_module module_;
  std::vector<bool> written_ = std::vector<bool>(schema_.definitions.size());
  bool needs_quotes_ = false; ///< the type names a class that stands further down
};

} // namespace assay::detail
