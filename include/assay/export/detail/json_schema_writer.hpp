// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/definitions.hpp"
#include "assay/export/detail/value_words.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/json/json_text.hpp"
#include "assay/json/text_buffer.hpp"
#include "assay/json/walk.hpp"
#include "assay/schema/decimal.hpp"
#include "assay/schema/format.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::detail {

/// Returns the number, if Boost.JSON can hold exactly this value.
inline std::optional<boost::json::value> exact_number(std::string_view text) {
  const char* const end = text.data() + text.size();
  if (text.find_first_of(".eE") == text.npos) {
    std::int64_t negative = 0;
    if (std::from_chars(text.data(), end, negative).ec == std::errc()) return negative;
    std::uint64_t positive = 0;
    if (std::from_chars(text.data(), end, positive).ec == std::errc()) return positive;
  }
  const std::optional<double> d = json_text(text).to_double();
  if (!d || !std::isfinite(*d)) return std::nullopt;
  char room[32];
  const std::string_view shortest(
      room, static_cast<std::size_t>(std::to_chars(room, room + sizeof room, *d).ptr - room));
  if (compare_decimals(shortest, text) != 0) return std::nullopt;
  return *d;
}

/// Returns the value, if Boost.JSON can hold it exactly.
inline std::optional<boost::json::value> exact_value(std::string_view json) {
  if (json.empty()) return std::nullopt;
  if (json[0] == '-' || (json[0] >= '0' && json[0] <= '9')) return exact_number(json);
  boost::json::error_code error;
  boost::json::value out = boost::json::parse(json, error);
  if (error) return std::nullopt;
  return out;
}

/// Writes a level's schema as JSON Schema, or as the schemas of an OpenAPI document.
class json_schema_writer {
 public:
  /// The prefix of references, and whether unions get OpenAPI's `discriminator`.
  struct dialect {
    std::string_view references = "#/$defs/";
    bool discriminators = false;
  };

  /// What is required of the text of any object.
  static constexpr std::string_view text_rules =
      "The text is JSON in UTF-8 (RFC 8259), nested at most 1024 deep. Strings and names contain "
      "no "
      "lone surrogates. No member of this schema appears twice. Integers have no fraction or "
      "exponent, except under x-assay-any-spelling. Numbers are compared as "
      "decimals.";

  explicit json_schema_writer(const level_schema& schema) noexcept : schema_(schema) {}
  json_schema_writer(const level_schema& schema, dialect d) noexcept
      : schema_(schema), dialect_(d), has_root_(false) {}

  /// Returns the whole document. The outermost object is at the top, all others are in `$defs`.
  boost::json::object document(std::string_view id) {
    boost::json::object out;
    out["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    if (!id.empty()) out["$id"] = id;
    const bool is_object = schema_.root().kind == type_kind::object;
    append(out, is_object ? definition(schema_[schema_.root()]) : value(schema_.root()));
    out["x-assay-level"] = name_of(schema_.at);
    out["x-assay-text"] = text_rules;
    boost::json::object definitions;
    for (std::size_t i = is_object ? 1 : 0; i < schema_.definitions.size(); ++i)
      definitions[schema_.definitions[i].name] = definition(schema_.definitions[i]);
    add_formats(definitions);
    if (!definitions.empty()) out["$defs"] = std::move(definitions);
    return out;
  }

  /// Returns all objects by name, and the formats that they refer to.
  boost::json::object definitions() {
    boost::json::object out;
    for (const level_object& o : schema_.definitions) out[o.name] = definition(o);
    add_formats(out);
    return out;
  }

  boost::json::object definition(const level_object& o) {
    boost::json::object out;
    if (!o.schema->title.empty()) out["title"] = o.schema->title;
    if (!o.schema->about.empty()) out["description"] = o.schema->about;
    out["type"] = "object";
    boost::json::object properties;
    boost::json::array required;
    text_buffer defaults;
    if (o.schema->write_new != nullptr) o.schema->write_new(defaults);
    for (const level_member& m : o.members) {
      properties[m.name] = member(m, defaults.view());
      if (m.required) required.emplace_back(m.name);
    }
    if (!properties.empty()) out["properties"] = std::move(properties);
    if (!required.empty()) out["required"] = std::move(required);
    if (o.closed) out["additionalProperties"] = false;
    add_cases(out, o);
    add_policy(out, o);
    return out;
  }

  boost::json::object value(const level_value& v) {
    boost::json::object out;
    switch (v.kind) {
    case type_kind::string: add_string(out, v); break;
    case type_kind::boolean: set_type(out, v, "boolean"); break;
    case type_kind::integer:
    case type_kind::number: add_number(out, v); break;
    case type_kind::array: add_array(out, v); break;
    case type_kind::map: add_map(out, v); break;
    case type_kind::object: add_object(out, v); break;
    case type_kind::one_of: add_alternatives(out, v); break;
    case type_kind::tagged: add_tagged(out, v); break;
    case type_kind::free_object: set_type(out, v, "object"); break;
    default:
      if (!v.nullable) out["not"] = boost::json::object{{"type", "null"}};
    }
    add_predicates(out, v);
    return out;
  }

 private:
  /// Characters; longer patterns get a separate definition.
  static constexpr std::size_t long_pattern = 100;

  static void append(boost::json::object& to, boost::json::object from) {
    for (auto& [name, v] : from) to[name] = std::move(v);
  }

  // --- Members ----------------------------------------------------------------------------------

  /// `defaults` is an object with the values of missing defaulted members.
  boost::json::value member(const level_member& m, std::string_view defaults) {
    if (m.forbidden) return false;
    boost::json::object out;
    if (m.schema != nullptr && !m.schema->title.empty()) out["title"] = m.schema->title;
    std::string about(m.schema != nullptr ? m.schema->about : std::string_view());
    if (m.deprecated && !m.schema->deprecated.empty())
      append_sentence(about, ended(std::string("Deprecated: ").append(m.schema->deprecated)));
    if (!about.empty()) out["description"] = about;
    append(out, value(m.value));
    if (m.deprecated) out["deprecated"] = true;
    if (m.schema == nullptr) return out;
    if (m.schema->defaulted)
      if (auto v = exact_value(find_member(defaults, m.name))) out["default"] = std::move(*v);
    boost::json::array examples;
    for (const std::string_view e : m.schema->examples)
      if (auto v = exact_value(e)) examples.push_back(std::move(*v));
    if (!examples.empty()) out["examples"] = std::move(examples);
    return out;
  }

  /// Adds the schema of the union beside a tag, for each value of the tag.
  void add_cases(boost::json::object& out, const level_object& o) {
    boost::json::array cases;
    for (std::size_t i = 0; i < o.cases.size(); ++i)
      cases.push_back(when(o.case_tag, o.case_names[i],
                           {{"properties", {{o.case_member, value(o.cases[i])}}}}));
    if (!cases.empty()) out["allOf"] = std::move(cases);
  }

  /// Returns `then` for values whose member `tag` has this value. With `needs_object`, it excludes
  /// other types, to which "properties" and "required" do not apply.
  static boost::json::object when(std::string_view tag, std::string_view name,
                                  boost::json::object then, bool needs_object = false) {
    boost::json::object condition;
    if (needs_object) condition["type"] = "object";
    condition["properties"] = {{tag, {{"const", name}}}};
    condition["required"] = boost::json::array{tag};
    return {{"if", std::move(condition)}, {"then", std::move(then)}};
  }

  void add_policy(boost::json::object& out, const level_object& o) const {
    if (o.schema->unknown == unknown_members::ignored && !o.closed)
      out["x-assay-unknown-members"] = "ignored";
    boost::json::array checks;
    for (const check_schema* c : o.checks) {
      boost::json::object one{{"code", name_of(c->code)}};
      if (!c->members.empty())
        one["members"] = boost::json::array(c->members.begin(), c->members.end());
      if (!c->words.empty()) one["expected"] = c->words;
      checks.push_back(std::move(one));
    }
    if (!checks.empty()) out["x-assay-checks"] = std::move(checks);
  }

  // --- Scalars ----------------------------------------------------------------------------------

  static void set_type(boost::json::object& out, const level_value& v, std::string_view type) {
    if (v.other_kinds) {
      if (!v.nullable) out["not"] = boost::json::object{{"type", "null"}};
    } else if (v.nullable) {
      out["type"] = boost::json::array{type, "null"};
    } else {
      out["type"] = type;
    }
  }

  void add_string(boost::json::object& out, const level_value& v) {
    const bool has_reference = !v.has_choices && v.formats.size() == 1 &&
                               row_of(v.formats[0]).pattern.size() > long_pattern;
    if (has_reference) {
      const text_format f = v.formats[0];
      if (std::find(formats_.begin(), formats_.end(), f) == formats_.end()) formats_.push_back(f);
      add_reference(out, v, definition_name(f));
    } else {
      set_type(out, v, "string");
      add_choices(out, v);
      for (const text_format f : v.formats) add_format(out, row_of(f));
    }
    add_sizes(out, v.characters, "minLength", "maxLength");
    add_bytes(out, v);
  }

  static void add_choices(boost::json::object& out, const level_value& v) {
    if (!v.has_choices) return;
    if (v.choices.size() == 1 && !v.nullable) return void(out["const"] = v.choices[0]);
    boost::json::array choices(v.choices.begin(), v.choices.end());
    if (v.nullable) choices.emplace_back(nullptr);
    out["enum"] = std::move(choices);
  }

  static void add_format(boost::json::object& out, const text_format_row& row) {
    if (row.is_json_schema_format) out["format"] = row.name;
    if (!row.pattern.empty()) add_pattern(out, row.pattern);
    if (!row.is_pattern_exact) out["x-assay-format"] = row.name;
  }

  static void add_pattern(boost::json::object& out, std::string_view pattern) {
    if (!out.contains("pattern")) return void(out["pattern"] = pattern);
    boost::json::value& all = out["allOf"];
    if (!all.is_array()) all = boost::json::array();
    all.get_array().push_back(boost::json::object{{"pattern", pattern}});
  }

  /// Returns the name of a format's definition, which no object has: "DateTime".
  std::string definition_name(text_format f) const {
    std::string out = pascal_case(name_of(f));
    const auto is_taken = [&](const level_object& o) { return o.name == out; };
    while (std::any_of(schema_.definitions.begin(), schema_.definitions.end(), is_taken))
      out += "Format";
    return out;
  }

  void add_formats(boost::json::object& definitions) const {
    for (const text_format f : formats_) {
      boost::json::object one{{"type", "string"}};
      add_format(one, row_of(f));
      definitions[definition_name(f)] = std::move(one);
    }
  }

  /// Adds lengths in bytes: a character has 1 to 4 bytes.
  static void add_bytes(boost::json::object& out, const level_value& v) {
    const std::uint64_t least = (v.bytes.min + 3) / 4;
    if (least > v.characters.min) out["minLength"] = least;
    if (v.bytes.max < v.characters.max) out["maxLength"] = v.bytes.max;
    if (v.bytes.min > 1) out["x-assay-min-bytes"] = v.bytes.min;
    if (v.bytes.max != size_range::no_max) out["x-assay-max-bytes"] = v.bytes.max;
  }

  static void add_sizes(boost::json::object& out, const size_range& s, std::string_view min,
                        std::string_view max) {
    if (s.min != 0) out[min] = s.min;
    if (s.max != size_range::no_max) out[max] = s.max;
  }

  static void add_number(boost::json::object& out, const level_value& v) {
    const bool are_whole =
        std::find(v.multiples.begin(), v.multiples.end(), "1") != v.multiples.end();
    set_type(out, v, v.kind == type_kind::integer || are_whole ? "integer" : "number");
    add_limit(out, v.minimum, v.minimum.exclusive ? "exclusiveMinimum" : "minimum",
              "x-assay-minimum");
    add_limit(out, v.maximum, v.maximum.exclusive ? "exclusiveMaximum" : "maximum",
              "x-assay-maximum");
    if (v.kind == type_kind::number && are_whole) out["x-assay-any-spelling"] = true;
    for (const std::string_view m : v.multiples) add_multiple(out, m);
    const bool is_long = v.kind == type_kind::integer && v.bytes_of_type == sizeof(std::uint64_t);
    if (is_long && !v.other_kinds) out["x-assay-bits"] = 64;
    if (v.kind == type_kind::number && v.bytes_of_type == sizeof(float)) out["x-assay-bits"] = 32;
  }

  static void add_multiple(boost::json::object& out, std::string_view m) {
    if (m == "1") return; // "integer" implies it
    // Most validators compute with doubles, where 0.3 is not a multiple of 0.1.
    std::optional<boost::json::value> exact = exact_number(m);
    const bool is_integer = exact && !exact->is_double();
    const std::string_view keyword = is_integer ? "multipleOf" : "x-assay-multiple-of";
    if (!out.contains(keyword))
      out[keyword] = is_integer ? std::move(*exact) : boost::json::value(m);
  }

  static void add_limit(boost::json::object& out, const number_limit& limit,
                        std::string_view keyword, std::string_view other_keyword) {
    if (limit.text.empty()) return;
    if (auto exact = exact_number(limit.text)) out[keyword] = std::move(*exact);
    else out[other_keyword] = limit.text;
  }

  static void add_predicates(boost::json::object& out, const level_value& v) {
    for (const rule* r : v.predicates)
      if (!r->pattern.empty() && v.kind == type_kind::string) add_pattern(out, r->pattern);
      else out["x-assay-satisfies"] = r->words;
  }

  // --- Containers and unions --------------------------------------------------------------------

  void add_array(boost::json::object& out, const level_value& v) {
    set_type(out, v, "array");
    if (boost::json::object element = value(v.inside[0]); !element.empty())
      out["items"] = std::move(element);
    add_sizes(out, v.count, "minItems", "maxItems");
    if (!v.unique) return;
    // In JSON Schema, objects are equal in any order of members.
    if (may_hold_objects(v.inside[0])) out["x-assay-unique-items"] = true;
    else out["uniqueItems"] = true;
  }

  void add_map(boost::json::object& out, const level_value& v) {
    set_type(out, v, "object");
    if (boost::json::object element = value(v.inside[0]); !element.empty())
      out["additionalProperties"] = std::move(element);
    add_sizes(out, v.count, "minProperties", "maxProperties");
  }

  std::string reference(const level_value& v) const {
    if (has_root_ && v.definition == 0 && schema_.root().kind == type_kind::object) return "#";
    return std::string(dialect_.references) + schema_[v].name;
  }

  void add_reference(boost::json::object& out, const level_value& v, std::string_view name) const {
    const std::string to = std::string(dialect_.references).append(name);
    add_reference_to(out, v, to);
  }

  static void add_reference_to(boost::json::object& out, const level_value& v,
                               const std::string& to) {
    boost::json::object one{{"$ref", to}};
    if (v.other_kinds) {
      out["if"] = boost::json::object{{"type", "object"}};
      out["then"] = std::move(one);
      if (!v.nullable) out["not"] = boost::json::object{{"type", "null"}};
    } else if (v.nullable) {
      out["anyOf"] = boost::json::array{std::move(one), boost::json::object{{"type", "null"}}};
    } else {
      append(out, std::move(one));
    }
  }

  void add_object(boost::json::object& out, const level_value& v) const {
    add_reference_to(out, v, reference(v));
  }

  void add_alternatives(boost::json::object& out, const level_value& v) {
    boost::json::array all, types;
    for (const level_value& one : v.inside) {
      boost::json::object made = value(one);
      if (made.size() == 1 && made.contains("type") && made["type"].is_string())
        types.push_back(made["type"]);
      all.push_back(std::move(made));
    }
    const bool are_types = types.size() == all.size();
    if (v.nullable) types.emplace_back("null");
    if (are_types) return void(out["type"] = std::move(types));
    if (v.nullable) all.push_back(boost::json::object{{"type", "null"}});
    out["anyOf"] = std::move(all);
  }

  void add_tagged(boost::json::object& out, const level_value& v) {
    boost::json::array all;
    boost::json::object mapping;
    for (std::size_t i = 0; i < v.inside.size(); ++i) {
      boost::json::object one{{"$ref", reference(v.inside[i])}};
      mapping[v.tags[i]] = one["$ref"];
      const bool needs_object = v.other_kinds || v.nullable;
      if (v.keeps_unknown) one = when(v.tag, v.tags[i], std::move(one), needs_object);
      all.push_back(std::move(one));
    }
    if (v.keeps_unknown) {
      set_type(out, v, "object");
      out["allOf"] = std::move(all);
      return;
    }
    if (v.nullable) all.push_back(boost::json::object{{"type", "null"}});
    out["oneOf"] = std::move(all);
    if (dialect_.discriminators)
      out["discriminator"] = {{"propertyName", v.tag}, {"mapping", std::move(mapping)}};
  }

  const level_schema& schema_;
  dialect dialect_{};
  bool has_root_ = true; ///< the outermost object is at the top
  std::vector<text_format> formats_;
};

} // namespace assay::detail
