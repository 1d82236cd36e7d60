// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/pydantic_helpers.hpp"
#include "assay/export/detail/python_module.hpp"
#include "assay/export/detail/python_text.hpp"
#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/schema/format.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Writes a level's schema as models of pydantic 2.
class pydantic_writer {
 public:
  explicit pydantic_writer(const level_schema& schema)
      : schema_(schema), module_(schema, pydantic_reserved) {}

  std::string module() {
    std::string body;
    for (const std::size_t d : module_.order()) append_definition(body, d);
    if (schema_.root().kind != type_kind::object) {
      body += "\n\n";
      append_alias(body, module_.root_name(), value(schema_.root()));
    }
    const std::string classes = model() + body;
    std::string out;
    append_python_docstring(out, about(), 0);
    return out + pydantic_head(patterns(), classes) + classes;
  }

 private:
  using expression = python_expression;

  static expression of(std::string_view text) { return expression::of(std::string(text)); }
  static expression keyword(std::string_view name, std::string_view value) {
    return of(std::string(name).append("=").append(value));
  }
  static expression dict_of(expression value) {
    return expression::subscript("dict", {of("str"), std::move(value)});
  }

  std::vector<std::string> about() const {
    std::string first = "What assay accepts as ";
    first.append(module_.root_name()).append(" at the level ").append(name_of(schema_.at));
    first += ", as models of pydantic 2.";
    const bool is_class =
        schema_.root().kind == type_kind::object && schema_[schema_.root()].cases.empty();
    std::string use = is_class ? module_.root_name() + ".model_validate_json(text)"
                               : "TypeAdapter(" + module_.root_name() + ").validate_json(text)";
    return {first,
            "Made from the description of the struct in C++: change that, not this file. " + use +
                " reads JSON; model_dump_json(by_alias=True, exclude_unset=True) writes it."};
  }

  /// Constants with the patterns of formats.
  std::string patterns() const {
    std::string out = formats_.empty() ? "" : "\n";
    for (const text_format f : formats_) {
      if (!row_of(f).is_pattern_exact) append_python_comment(out, words_of_leap_seconds, 0);
      append_python_regex(out, constant_name(f), python_regex(row_of(f).pattern));
    }
    return out;
  }

  static std::string constant_name(text_format f) {
    std::string out(name_of(f));
    for (char& c : out)
      if (c == '-') c = '_';
      else if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
  }

  /// The class that all others extend.
  std::string model() const {
    expression config = expression::call("ConfigDict", {keyword("strict", "True")});
    config.arguments.push_back(keyword("extra", "\"allow\""));
    config.arguments.push_back(keyword("allow_inf_nan", "False"));
    if (has_patterns_) config.arguments.push_back(keyword("regex_engine", "\"python-re\""));
    config.arguments.push_back(keyword("protected_namespaces", "()"));
    std::string out = "\n\nclass Model(BaseModel):\n    model_config = ";
    append_python(out, config, 4, 19, 0);
    return out + '\n';
  }

  // --- Objects ----------------------------------------------------------------------------------

  void append_definition(std::string& out, std::size_t d) {
    const python_definition made = module_.define(d);
    const level_object& o = schema_.definitions[d];
    for (const python_class& c : made.classes) append_class(out, c, o);
    if (!made.alternatives.empty()) {
      std::vector<expression> all;
      for (const std::string& a : made.alternatives) all.push_back(of(a));
      out += "\n\n";
      append_case_comments(out, o);
      append_alias(out, made.name,
                   by_tag(std::move(all), o.case_tag, o.case_names, made.has_other));
    }
    written_[d] = true;
  }

  static void append_alias(std::string& out, const std::string& name, const expression& e) {
    out.append(name).append(" = ");
    append_python(out, e, 0, name.size() + 3, 0);
    out += '\n';
  }

  void append_class(std::string& out, const python_class& c, const level_object& o) {
    const std::vector<std::string> names = field_names(o);
    out.append("\n\nclass ").append(c.name).append("(");
    out.append(c.base.empty() ? "Model" : c.base).append("):\n");
    const std::size_t begin = out.size();
    if (c.object != nullptr) {
      std::vector<std::string> paragraphs;
      if (!o.schema->about.empty()) paragraphs.emplace_back(o.schema->about);
      if (std::string checks = words_of_checks(o, "Not checked here: "); !checks.empty())
        paragraphs.push_back(std::move(checks));
      if (!paragraphs.empty()) append_python_docstring(out, paragraphs, 4);
      if (!paragraphs.empty() && !c.members.empty()) out += '\n';
      append_policy(out, o, names, !c.members.empty());
    }
    for (const level_member& m : c.members)
      append_member(out, m, names[place_of(m, o)], !c.base.empty());
    if (out.size() == begin) out += "    pass\n";
  }

  static std::size_t place_of(const level_member& m, const level_object& o) noexcept {
    return static_cast<std::size_t>(o.find(m.name) - o.members.data());
  }

  static void append_policy(std::string& out, const level_object& o,
                            const std::vector<std::string>& names, bool is_followed) {
    const bool is_ignoring = o.schema->unknown == unknown_members::ignored;
    if (!o.closed && !is_ignoring) return;
    out.append("    model_config = ConfigDict(extra=\"").append(o.closed ? "forbid" : "ignore");
    out += "\")\n";
    // Of a closed model pydantic overlooks members that have the name of a field with an alias.
    expression refused = expression::call("refuse_members", {});
    for (std::size_t i = 0; o.closed && i < names.size(); ++i)
      if (names[i] != o.members[i].name) refused.arguments.push_back(of(python_string(names[i])));
    if (!refused.arguments.empty()) {
      out += "    _refused = ";
      append_python(out, refused, 4, 15, 0);
      out += '\n';
    }
    if (is_followed) out += '\n';
  }

  /// The names of the object's members in Python: their own, unless those mean something there
  /// already.
  std::vector<std::string> field_names(const level_object& o) const {
    std::vector<std::string> out;
    for (const level_member& m : o.members) {
      std::string name = is_free(m.name) ? std::string(m.name) : other_name(m.name);
      if (name != m.name)
        while (o.find(name) != nullptr || std::find(out.begin(), out.end(), name) != out.end())
          name += '_';
      out.push_back(std::move(name));
    }
    return out;
  }

  std::string other_name(std::string_view name) const {
    std::string out;
    for (const char c : name) {
      const bool is_digit = c >= '0' && c <= '9';
      if (is_python_name({&c, 1}) || is_digit) out += c;
      else if (!out.ends_with('_')) out += '_';
    }
    out.erase(0, out.find_first_not_of('_'));
    out.erase(out.find_last_not_of('_') + 1);
    if (out.empty() || (out.front() >= '0' && out.front() <= '9')) out.insert(0, "field_");
    return is_free(out) ? out : out + '_';
  }

  void append_member(std::string& out, const level_member& m, const std::string& name,
                     bool is_case) {
    std::vector<expression> field;
    needs_quotes_ = false;
    expression type = of("Forbidden");
    if (!m.forbidden) {
      const bool is_omittable = !m.required && !m.value.nullable;
      constraints asked = constraints_of(m.value);
      // Of a value of one kind the field says it.
      const bool is_apart = !m.value.other_kinds && !is_omittable && asked.validators.empty();
      type = is_apart ? nullable(bare(m.value), m.value) : value(m.value);
      if (is_apart) field = std::move(asked.keywords);
      if (is_omittable) type = expression::subscript("Omittable", {std::move(type)});
    }
    if (name != m.name) field.insert(field.begin(), keyword("alias", python_string(m.name)));
    const bool has_default = !m.required || m.forbidden;
    if (const std::string words = description(m); !words.empty() && !is_case)
      field.push_back(expression::of_string("description=", words));
    if (m.deprecated)
      field.push_back(m.schema->deprecated.empty()
                          ? keyword("deprecated", "True")
                          : expression::of_string("deprecated=", m.schema->deprecated));
    if (has_default && !field.empty()) field.insert(field.begin(), keyword("default", "None"));
    append_field(out, name, std::move(type), std::move(field), has_default);
  }

  void append_field(std::string& out, const std::string& name, expression type,
                    std::vector<expression> field, bool has_default) const {
    if (needs_quotes_) type = of(python_string(type.line()));
    out.append("    ").append(name).append(": ");
    const bool has_value = has_default || !field.empty();
    // A value that is on several lines begins after its type, which is on one.
    append_python(out, type, 4, name.size() + 6, field.empty() ? (has_default ? 7 : 0) : 9);
    if (!has_value) return void(out += '\n');
    out += " = ";
    const std::size_t used = python_columns(std::string_view(out).substr(out.rfind('\n') + 1));
    append_python(out, field.empty() ? of("None") : expression::call("Field", std::move(field)), 4,
                  used, 0);
    out += '\n';
  }

  bool is_free(std::string_view name) const noexcept {
    return is_python_name(name) && !name.starts_with('_') && !is_of_base_model(name) &&
           !module_.is_taken(name);
  }

  static std::string description(const level_member& m) {
    std::string out = m.schema == nullptr ? std::string() : std::string(m.schema->about);
    if (m.forbidden) return out.empty() ? out : words_of_forbidden(out);
    for (const std::string& note : unchecked_phrases_of(m.value))
      append_sentence(out, ended("Not checked here: " + note));
    return out;
  }

  // --- Values -----------------------------------------------------------------------------------

  /// What is asked of a value but for its type: keywords of `Field`, and validators.
  struct constraints {
    std::vector<expression> keywords{}, validators{};
  };

  expression value(const level_value& v) {
    if (v.kind == type_kind::any) return v.nullable ? of("Any") : any_but({of("NoneType")});
    expression type = bare(v);
    constraints asked = constraints_of(v);
    if (!asked.keywords.empty() || !asked.validators.empty()) {
      std::vector<expression> all{std::move(type)};
      if (!asked.keywords.empty())
        all.push_back(expression::call("Field", std::move(asked.keywords)));
      for (expression& e : asked.validators) all.push_back(std::move(e));
      type = expression::subscript("Annotated", std::move(all));
    }
    return nullable(std::move(type), v);
  }

  static expression any_but(std::vector<expression> kinds) {
    return expression::subscript("Annotated",
                                 {of("Any"), expression::call("any_but", std::move(kinds))});
  }

  /// With null, or whatever else the value may be.
  static expression nullable(expression type, const level_value& v) {
    if (v.other_kinds && v.kind != type_kind::tagged) {
      std::vector<expression> kinds{of(v.kind == type_kind::array ? "list" : "dict")};
      if (!v.nullable) kinds.push_back(of("NoneType"));
      return expression::either({std::move(type), any_but(std::move(kinds))});
    }
    const bool is_null = v.nullable && !v.other_kinds && type != of("Any");
    return is_null ? expression::either({std::move(type), of("None")}) : type;
  }

  /// The type without what is asked of its values.
  expression bare(const level_value& v) {
    switch (v.kind) {
    case type_kind::string: return string(v);
    case type_kind::boolean: return of("bool");
    case type_kind::integer: return of("int");
    case type_kind::number: return of("float");
    case type_kind::free_object: return dict_of(of("Any"));
    case type_kind::object: return object(v);
    case type_kind::array: return expression::subscript("list", {value(v.inside[0])});
    case type_kind::map: return dict_of(value(v.inside[0]));
    case type_kind::one_of: return alternatives(v);
    case type_kind::tagged: return tagged(v);
    default: return v.nullable ? of("Any") : any_but({of("NoneType")});
    }
  }

  static expression string(const level_value& v) {
    if (!v.has_choices) return of("str");
    if (v.choices.empty()) return of("Forbidden");
    std::vector<expression> choices;
    for (const std::string_view c : v.choices) choices.push_back(of(python_string(c)));
    return expression::subscript("Literal", std::move(choices));
  }

  expression object(const level_value& v) {
    needs_quotes_ = needs_quotes_ || !written_[v.definition];
    return of(module_.name_of(v.definition));
  }

  expression alternatives(const level_value& v) {
    std::vector<expression> all;
    for (const level_value& one : v.inside) all.push_back(value(one));
    return expression::either(all);
  }

  expression tagged(const level_value& v) {
    std::vector<expression> all;
    for (const level_value& one : v.inside) all.push_back(object(one));
    if (v.other_kinds) all.push_back(v.nullable ? of("Any") : any_but({of("NoneType")}));
    else if (v.keeps_unknown) all.push_back(dict_of(of("Any")));
    return by_tag(std::move(all), v.tag, v.tags, v.keeps_unknown);
  }

  /// The one that the tag names; where there is another, the last, for other tags.
  expression by_tag(std::vector<expression> all, std::string_view tag,
                    const std::vector<std::string_view>& names, bool has_other) const {
    if (all.size() == 1) return all.front();
    std::vector<expression> arguments{of(python_string(tag))};
    if (!has_other && is_free(tag)) {
      const auto field = expression::call("Field", {keyword("discriminator", python_string(tag))});
      return expression::subscript("Annotated", {expression::either(all), field});
    }
    expression either{.is = expression::form::either};
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string name = python_string(i < names.size() ? names[i] : std::string_view());
      if (i < names.size()) arguments.push_back(of(name));
      either.arguments.push_back(expression::subscript(
          "Annotated", {std::move(all[i]), expression::call("Tag", {of(name)})}));
    }
    return expression::subscript(
        "Annotated", {std::move(either), expression::call("by_tag", std::move(arguments))});
  }

  // --- Constraints ------------------------------------------------------------------------------

  constraints constraints_of(const level_value& v) {
    constraints out;
    if (v.kind == type_kind::integer || v.kind == type_kind::number) add_number(out, v);
    if (v.kind == type_kind::string) add_string(out, v);
    add_sizes(out, v.count);
    if (v.unique && !may_hold_objects(v.inside[0])) out.validators.push_back(of("NoTwoEqual"));
    return out;
  }

  static void add_sizes(constraints& out, const size_range& s) {
    if (s.min != 0) out.keywords.push_back(keyword("min_length", std::to_string(s.min)));
    if (s.max != size_range::no_max)
      out.keywords.push_back(keyword("max_length", std::to_string(s.max)));
  }

  void add_string(constraints& out, const level_value& v) {
    size_range characters = v.characters;
    const bool has_bytes = v.bytes.min > 1 || v.bytes.max != size_range::no_max;
    if (!has_bytes) characters.min = std::max(characters.min, v.bytes.min);
    add_sizes(out, characters);
    add_patterns(out, v);
    if (!has_bytes) return;
    std::vector<expression> ends{of(std::to_string(v.bytes.min))};
    if (v.bytes.max != size_range::no_max) ends.push_back(of(std::to_string(v.bytes.max)));
    out.validators.push_back(expression::call("utf8_length", std::move(ends)));
  }

  void add_patterns(constraints& out, const level_value& v) {
    std::vector<std::string_view> patterns;
    for (const text_format f : v.formats) patterns.push_back(row_of(f).pattern);
    for (const rule* r : v.predicates) patterns.push_back(r->pattern);
    std::erase(patterns, std::string_view());
    if (patterns.empty()) return;
    has_patterns_ = true;
    const bool is_of_format = patterns.size() == 1 && v.formats.size() == 1 &&
                              row_of(v.formats[0]).pattern == patterns[0];
    if (!is_of_format) return out.keywords.push_back(keyword("pattern", python_pattern(patterns)));
    const text_format f = v.formats[0];
    if (std::find(formats_.begin(), formats_.end(), f) == formats_.end()) formats_.push_back(f);
    out.keywords.push_back(keyword("pattern", constant_name(f)));
  }

  static void add_number(constraints& out, const level_value& v) {
    const bool is_integer = v.kind == type_kind::integer;
    const bool is_float = !is_integer && v.bytes_of_type == sizeof(float);
    add_limit(out, is_float ? of_float(v.minimum, "-") : v.minimum, is_integer, true);
    add_limit(out, is_float ? of_float(v.maximum, "") : v.maximum, is_integer, false);
    for (const std::string_view m : v.multiples) {
      const bool is_whole = m.find_first_of(".eE") == m.npos;
      if (is_integer && is_whole) out.keywords.push_back(keyword("multiple_of", m));
      // Of floats pydantic asks that only roughly.
      else out.validators.push_back(expression::call("multiple_of", {of(python_string(m))}));
    }
  }

  /// The limit, or else the least number that is rounded to no `float`.
  static number_limit of_float(const number_limit& limit, const std::string& sign) {
    constexpr double beyond = 3.4028235677973366e+38;
    const bool is_within = std::abs(std::strtod(limit.text.c_str(), nullptr)) < beyond;
    if (!limit.text.empty() && is_within) return limit;
    return {sign + "3.4028235677973366e+38", true};
  }

  static void add_limit(constraints& out, const number_limit& limit, bool is_integer,
                        bool is_minimum) {
    if (limit.text.empty()) return;
    const double d = std::strtod(limit.text.c_str(), nullptr);
    if (!std::isfinite(d)) return;
    std::string text = limit.text;
    bool exclusive = limit.exclusive;
    if (is_integer && text.find_first_of(".eE") != text.npos) {
      const double whole = is_minimum ? std::ceil(d) : std::floor(d);
      exclusive = exclusive && whole == d;
      constexpr double exact = 9007199254740992.0; // 2^53
      if (std::abs(whole) < exact) text = std::to_string(static_cast<std::int64_t>(whole));
      else text = "int(" + text + ")";
    }
    const std::string_view name = is_minimum ? (exclusive ? "gt" : "ge") : exclusive ? "lt" : "le";
    out.keywords.push_back(keyword(name, text));
  }

  const level_schema& schema_;
  python_module module_;
  std::vector<bool> written_ = std::vector<bool>(schema_.definitions.size());
  bool needs_quotes_ = false; ///< the type names a class that stands further down
  bool has_patterns_ = false;
  std::vector<text_format> formats_; ///< whose patterns are constants
};

} // namespace assay::detail
