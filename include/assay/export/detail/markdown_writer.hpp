// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/schema/level.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace assay::detail {

/// Writes a level's schema as a page of Markdown.
class markdown_writer {
 public:
  explicit markdown_writer(const level_schema& schema) noexcept : schema_(schema) {}

  std::string document() {
    if (schema_.root().kind != type_kind::object) {
      (out_ += "# Value\n\n") += type_of(schema_.root());
      out_ += ".\n\n";
    }
    for (const level_object& o : schema_.definitions) add_object(o);
    out_.pop_back();
    return std::move(out_);
  }

 private:
  void add_object(const level_object& o) {
    const bool is_root = schema_.root().kind == type_kind::object && &o == &schema_[schema_.root()];
    (out_ += is_root ? "# " : "## ") += o.name;
    out_ += "\n\n";
    if (!o.schema->about.empty()) (out_ += text(o.schema->about)) += "\n\n";
    if (is_root) ((out_ += "Accepted at the level `") += name_of(schema_.at)) += "`.\n\n";
    if (o.closed) out_ += "Unknown members are rejected.\n\n";
    else if (o.schema->unknown == unknown_members::ignored)
      out_ += "Unknown members are dropped.\n\n";
    if (!o.members.empty()) out_ += "| member | value | required | meaning |\n|---|---|---|---|\n";
    for (const level_member& m : o.members) add_member(m);
    if (!o.members.empty()) out_ += '\n';
    add_cases(o);
    add_checks(o);
  }

  void add_member(const level_member& m) {
    ((out_ += "| ") += code(m.name)) += " | ";
    if (m.forbidden) out_ += "must not be present";
    else out_ += value_of(m.value);
    (out_ += " | ") += m.required ? "yes" : "";
    out_ += " | ";
    std::string about(m.schema != nullptr ? m.schema->about : std::string_view());
    if (m.deprecated)
      append_sentence(about, m.schema->deprecated.empty()
                                 ? "Deprecated."
                                 : ended("Deprecated: " + std::string(m.schema->deprecated)));
    out_ += text(about);
    out_ += " |\n";
  }

  void add_cases(const level_object& o) {
    if (o.cases.empty()) return;
    ((((out_ += "| ") += code(o.case_tag)) += " | ") += code(o.case_member)) += " |\n|---|---|\n";
    for (std::size_t i = 0; i < o.cases.size(); ++i)
      ((((out_ += "| ") += code(o.case_names[i])) += " | ") += value_of(o.cases[i])) += " |\n";
    out_ += '\n';
  }

  void add_checks(const level_object& o) {
    const std::vector<std::string> checks = phrases_of_checks(o);
    if (checks.empty()) return;
    out_ += "Across members:\n\n";
    for (const std::string& c : checks) ((out_ += "- ") += text(c)) += '\n';
    out_ += '\n';
  }

  /// Returns the type, and the other requirements of a value.
  std::string value_of(const level_value& v) const {
    std::string out = type_of(v);
    for (const std::string& phrase : phrases_of(v)) {
      const bool names_type = phrase.starts_with("integer") || phrase.starts_with("number");
      if (names_type) out = phrase;
      else (out += ", ") += text(phrase);
    }
    if (v.kind == type_kind::any || !v.nullable) return out;
    const bool is_list = v.kind == type_kind::array || v.kind == type_kind::map ||
                         out.find(" or ") != out.npos || out.find(", ") != out.npos;
    return out + (is_list ? ", or null" : " or null");
  }

  std::string type_of(const level_value& v) const {
    switch (v.kind) {
    case type_kind::string: return v.has_choices ? choices_of(v) : "string";
    case type_kind::boolean: return "boolean";
    case type_kind::integer: return "integer";
    case type_kind::number: return "number";
    case type_kind::free_object: return "object";
    case type_kind::object: return link(v);
    case type_kind::array: return "array of " + types_of(v.inside[0]);
    case type_kind::map: return "object whose members are " + types_of(v.inside[0]);
    case type_kind::one_of:
    case type_kind::tagged: return alternatives_of(v);
    default: return "any value";
    }
  }

  /// Returns a type in the plural, possibly with null: "strings or nulls".
  std::string types_of(const level_value& v) const {
    std::string out;
    switch (v.kind) {
    case type_kind::string: out = v.has_choices ? choices_of(v) : "strings"; break;
    case type_kind::boolean:
    case type_kind::integer:
    case type_kind::number:
    case type_kind::free_object: out = type_of(v) + "s"; break;
    case type_kind::array: out = "arrays of " + types_of(v.inside[0]); break;
    case type_kind::map: out = "objects whose members are " + types_of(v.inside[0]); break;
    case type_kind::one_of: out = alternatives_of(v, true); break;
    case type_kind::any: return v.nullable ? "any values" : "any values except null";
    default: out = type_of(v);
    }
    return v.nullable ? out + " or nulls" : out;
  }

  /// Returns the alternatives, in the plural if `many`.
  std::string alternatives_of(const level_value& v, bool many = false) const {
    std::string out;
    for (std::size_t i = 0; i < v.inside.size(); ++i) {
      out += i == 0 ? "" : i + 1 == v.inside.size() && !v.keeps_unknown ? " or " : ", ";
      out += many ? types_of(v.inside[i]) : type_of(v.inside[i]);
    }
    if (!v.tag.empty()) (out += ", selected by ") += code(v.tag);
    if (v.keeps_unknown) out += ", or another object";
    return out;
  }

  std::string choices_of(const level_value& v) const {
    std::string out;
    for (std::size_t i = 0; i < v.choices.size(); ++i)
      (out += i == 0 ? "" : i + 1 == v.choices.size() ? " or " : ", ") += code(v.choices[i]);
    return out;
  }

  std::string link(const level_value& v) const {
    std::string anchor = schema_[v].name;
    for (char& c : anchor) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return "[" + schema_[v].name + "](#" + anchor + ")";
  }

  /// Escapes markup and characters that end a table cell.
  static std::string text(std::string_view words) {
    std::string out;
    bool in_code = false;
    for (const char c : words) {
      in_code ^= c == '`';
      if (c == '|' || ((c == '<' || c == '*' || c == '[') && !in_code)) out += '\\';
      out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
  }

  static std::string code(std::string_view words) {
    if (words.empty()) return "`\"\"`"; // an empty code span does not exist
    const std::string_view fence = words.find('`') != words.npos ? "`` " : "`";
    std::string out(fence);
    for (const char c : words) {
      if (c == '|') out += '\\';
      out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out.append(fence.rbegin(), fence.rend());
  }

  const level_schema& schema_;
  std::string out_;
};

} // namespace assay::detail
