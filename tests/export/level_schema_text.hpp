// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <assay/export/level_schema.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// A level's schema in short form: one line for each object, such as `Order{id!:string,
/// item:Item|null}`. `!` marks required members; a forbidden member has `-` as its type.
class level_schema_text {
 public:
  explicit level_schema_text(const assay::level_schema& schema) : schema_(schema) {}

  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    for (const assay::level_object& o : schema_.definitions) out.push_back(line(o));
    return out;
  }

  std::string line(const assay::level_object& o) const {
    std::string out = o.name + '{';
    for (const assay::level_member& m : o.members) {
      if (!out.ends_with('{')) out += ", ";
      out.append(m.name).append(m.required ? "!" : "").append(m.deprecated ? "~:" : ":");
      out += m.forbidden ? "-" : type(m.value);
    }
    out += o.closed ? "}" : ", ...}";
    for (std::size_t i = 0; i < o.cases.size(); ++i)
      out.append(i == 0 ? " " : " else ")
          .append(o.case_tag)
          .append("=")
          .append(o.case_names[i])
          .append(": ")
          .append(o.case_member)
          .append(" ")
          .append(type(o.cases[i]));
    for (const assay::check_schema* c : o.checks) out.append(" & ").append(name_of(c->code));
    return out;
  }

  std::string type(const assay::level_value& v) const {
    if (v.kind == assay::type_kind::any) return v.nullable ? "any" : "any-null";
    std::string out = of_kind(v);
    if (v.other_kinds) out += "|other";
    return out + (v.nullable ? "|null" : "");
  }

 private:
  std::string of_kind(const assay::level_value& v) const {
    using assay::type_kind;
    switch (v.kind) {
    case type_kind::string: return string(v);
    case type_kind::boolean: return "boolean";
    case type_kind::integer: return is_int32(v) ? "int32" : "integer" + range(v);
    case type_kind::number: return "number" + range(v);
    case type_kind::free_object: return "object";
    case type_kind::object: return schema_[v].name;
    case type_kind::array:
      return "[" + type(v.inside[0]) + (v.unique ? " unique]" : "]") + sizes(v.count, "");
    case type_kind::map: return "{" + type(v.inside[0]) + "}" + sizes(v.count, "");
    case type_kind::one_of: return joined(v, "|");
    case type_kind::tagged:
      return std::string(v.tag) + "=>" + joined(v, "/") + (v.keeps_unknown ? "/..." : "");
    default: return "?";
    }
  }

  std::string joined(const assay::level_value& v, std::string_view separator) const {
    std::string out;
    for (std::size_t i = 0; i < v.inside.size(); ++i)
      out.append(i == 0 ? "" : separator)
          .append(i < v.tags.size() ? std::string(v.tags[i]) + ":" : "")
          .append(type(v.inside[i]));
    return out;
  }

  static std::string string(const assay::level_value& v) {
    std::string out = "string";
    for (std::size_t i = 0; i < v.choices.size(); ++i)
      out.append(i == 0 ? "(" : " ")
          .append(v.choices[i])
          .append(i + 1 == v.choices.size() ? ")" : "");
    for (const assay::text_format f : v.formats) out.append(":").append(name_of(f));
    for (const assay::rule* r : v.predicates) out.append("?").append(r->words);
    return out + sizes(v.bytes, "b") + sizes(v.characters, "c");
  }

  static std::string sizes(const assay::size_range& s, std::string_view unit) {
    if (s == assay::size_range()) return {};
    std::string out = "#" + std::to_string(s.min) + "-";
    if (s.max != assay::size_range::no_max) out += std::to_string(s.max);
    return out.append(unit);
  }

  static bool is_int32(const assay::level_value& v) {
    return v.minimum.text == "-2147483648" && v.maximum.text == "2147483647" && v.multiples.empty();
  }

  static std::string range(const assay::level_value& v) {
    std::string out;
    if (!v.minimum.text.empty()) out += (v.minimum.exclusive ? ">" : ">=") + v.minimum.text;
    if (!v.maximum.text.empty()) out += (v.maximum.exclusive ? "<" : "<=") + v.maximum.text;
    for (const std::string_view m : v.multiples) out.append("*").append(m);
    return out;
  }

  const assay::level_schema& schema_;
};

} // namespace assay_test
