// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/diff/type_mask.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace assay::detail {

/// What the value of a keyword must be.
enum class keyword_form : std::uint8_t {
  any,
  text,
  boolean,
  number,
  count, ///< a non-negative integer
  texts, ///< an array of texts
  types, ///< the name of a type, or an array of names
  values,
  schema,
  schemas,     ///< an array of schemas
  schema_map,  ///< an object of schemas
  unread,      ///< a separate condition that is not analyzed
  nothing_here ///< its meaning depends on other keywords, so the schema is compared as a whole
};

/// How the comparison treats a keyword.
enum class keyword_role : std::uint8_t {
  structure, ///< it has separate code
  rule,      ///< it accepts or rejects values by itself: equal, added, removed or changed
  text,      ///< it describes, but does not affect what is accepted
  ignored,   ///< it has no effect at all
};

struct keyword_row {
  std::string_view name{};
  keyword_form form{};
  keyword_role role{};
  type_mask of = all_types; ///< the types of values that it applies to
};

/// Formats do not apply to null.
inline constexpr type_mask all_but_null = all_types & ~null_type;

/// JSON Schema 2020-12, `discriminator` of OpenAPI, and assay's keywords.
inline constexpr keyword_row keyword_table[] = {
    {"$id", keyword_form::text, keyword_role::text},
    {"$schema", keyword_form::text, keyword_role::ignored},
    {"$ref", keyword_form::text, keyword_role::structure},
    {"$defs", keyword_form::schema_map, keyword_role::ignored},
    {"definitions", keyword_form::schema_map, keyword_role::ignored},
    {"$anchor", keyword_form::text, keyword_role::ignored},
    {"$comment", keyword_form::text, keyword_role::text},
    {"title", keyword_form::text, keyword_role::text},
    {"description", keyword_form::text, keyword_role::text},
    {"examples", keyword_form::any, keyword_role::text},
    {"discriminator", keyword_form::any, keyword_role::text},
    {"deprecated", keyword_form::boolean, keyword_role::structure},
    {"default", keyword_form::any, keyword_role::structure},
    {"type", keyword_form::types, keyword_role::structure},
    {"enum", keyword_form::values, keyword_role::structure},
    {"const", keyword_form::any, keyword_role::structure},
    {"minimum", keyword_form::number, keyword_role::structure, number_types},
    {"maximum", keyword_form::number, keyword_role::structure, number_types},
    {"exclusiveMinimum", keyword_form::number, keyword_role::structure, number_types},
    {"exclusiveMaximum", keyword_form::number, keyword_role::structure, number_types},
    {"multipleOf", keyword_form::number, keyword_role::rule, number_types},
    {"minLength", keyword_form::count, keyword_role::structure, string_type},
    {"maxLength", keyword_form::count, keyword_role::structure, string_type},
    {"pattern", keyword_form::text, keyword_role::rule, string_type},
    {"format", keyword_form::text, keyword_role::rule, all_but_null},
    {"contentEncoding", keyword_form::text, keyword_role::rule, string_type},
    {"contentMediaType", keyword_form::text, keyword_role::rule, string_type},
    {"contentSchema", keyword_form::schema, keyword_role::rule, string_type},
    {"items", keyword_form::schema, keyword_role::structure, array_type},
    {"minItems", keyword_form::count, keyword_role::structure, array_type},
    {"maxItems", keyword_form::count, keyword_role::structure, array_type},
    {"uniqueItems", keyword_form::boolean, keyword_role::rule, array_type},
    {"properties", keyword_form::schema_map, keyword_role::structure, object_type},
    {"required", keyword_form::texts, keyword_role::structure, object_type},
    {"additionalProperties", keyword_form::schema, keyword_role::structure, object_type},
    {"propertyNames", keyword_form::schema, keyword_role::rule, object_type},
    {"minProperties", keyword_form::count, keyword_role::structure, object_type},
    {"maxProperties", keyword_form::count, keyword_role::structure, object_type},
    {"dependentRequired", keyword_form::any, keyword_role::rule, object_type},
    {"dependentSchemas", keyword_form::unread, keyword_role::structure},
    {"allOf", keyword_form::schemas, keyword_role::structure},
    {"anyOf", keyword_form::schemas, keyword_role::structure},
    {"oneOf", keyword_form::schemas, keyword_role::structure},
    {"if", keyword_form::schema, keyword_role::structure},
    {"then", keyword_form::schema, keyword_role::structure},
    {"else", keyword_form::schema, keyword_role::structure},
    {"not", keyword_form::schema, keyword_role::rule},
    {"x-assay-level", keyword_form::any, keyword_role::text},
    {"x-assay-text", keyword_form::any, keyword_role::text},
    {"x-assay-unknown-members", keyword_form::any, keyword_role::text},
    {"x-assay-any-spelling", keyword_form::boolean, keyword_role::structure, number_types},
    {"x-assay-checks", keyword_form::any, keyword_role::structure, object_type},
    {"x-assay-format", keyword_form::any, keyword_role::rule, string_type},
    {"x-assay-min-bytes", keyword_form::count, keyword_role::structure, string_type},
    {"x-assay-max-bytes", keyword_form::count, keyword_role::structure, string_type},
    {"x-assay-minimum", keyword_form::any, keyword_role::rule, number_types},
    {"x-assay-maximum", keyword_form::any, keyword_role::rule, number_types},
    {"x-assay-multiple-of", keyword_form::any, keyword_role::rule, number_types},
    {"x-assay-bits", keyword_form::any, keyword_role::rule, number_types},
    {"x-assay-satisfies", keyword_form::any, keyword_role::rule},
    {"x-assay-unique-items", keyword_form::boolean, keyword_role::rule, array_type},
    {"contains", keyword_form::unread, keyword_role::structure},
    {"minContains", keyword_form::unread, keyword_role::structure},
    {"maxContains", keyword_form::unread, keyword_role::structure},
    {"prefixItems", keyword_form::unread, keyword_role::structure},
    {"additionalItems", keyword_form::nothing_here, keyword_role::structure},
    {"patternProperties", keyword_form::unread, keyword_role::structure},
    {"unevaluatedItems", keyword_form::nothing_here, keyword_role::structure},
    {"unevaluatedProperties", keyword_form::nothing_here, keyword_role::structure},
    {"dependencies", keyword_form::unread, keyword_role::structure},
    {"$dynamicRef", keyword_form::nothing_here, keyword_role::structure},
    {"$dynamicAnchor", keyword_form::nothing_here, keyword_role::structure},
    {"$recursiveRef", keyword_form::nothing_here, keyword_role::structure},
    {"$recursiveAnchor", keyword_form::nothing_here, keyword_role::structure},
};

/// Returns the row of a keyword, or null if it is unknown.
constexpr const keyword_row* find_keyword(std::string_view name) noexcept {
  for (const keyword_row& row : keyword_table)
    if (row.name == name) return &row;
  return nullptr;
}

/// Returns the other keyword that affects the meaning of this keyword, or is affected by it. Empty
/// if there is none.
constexpr std::string_view entangled_with(std::string_view keyword) noexcept {
  if (keyword == "patternProperties") return "additionalProperties";
  return keyword == "prefixItems" ? "items" : std::string_view();
}

/// Returns whether the value can be a schema.
inline bool is_schema(const boost::json::value& v) noexcept { return v.is_object() || v.is_bool(); }

/// Returns whether the value of a keyword has the required form.
inline bool is_of_form(const boost::json::value& v, keyword_form form) {
  const auto all = [](const auto& container, auto holds) {
    return std::all_of(container.begin(), container.end(), holds);
  };
  switch (form) {
  case keyword_form::any: return true;
  case keyword_form::text: return v.is_string();
  case keyword_form::boolean: return v.is_bool();
  case keyword_form::number: return v.is_number();
  case keyword_form::count:
    return v.is_number() && type_of_value(v) == integer_type && v.to_number<double>() >= 0;
  case keyword_form::texts:
    return v.is_array() && all(v.get_array(), [](const auto& e) { return e.is_string(); });
  case keyword_form::types: {
    const auto is_type = [](const boost::json::value& e) {
      return e.is_string() && types_of_word(e.get_string()) != 0;
    };
    return v.is_array() ? all(v.get_array(), is_type) : is_type(v);
  }
  case keyword_form::values: return v.is_array();
  case keyword_form::schema: return is_schema(v);
  case keyword_form::schemas:
    return v.is_array() && !v.get_array().empty() && all(v.get_array(), is_schema);
  case keyword_form::schema_map:
    return v.is_object() && all(v.get_object(), [](const auto& m) { return is_schema(m.value()); });
  case keyword_form::unread:
  case keyword_form::nothing_here: break;
  }
  return false;
}

/// Returns the types that the keyword `type` names. Precondition: it has the required form.
inline type_mask types_of(const boost::json::value& type) {
  if (type.is_string()) return types_of_word(type.get_string());
  type_mask types = 0;
  for (const auto& word : type.get_array())
    types = static_cast<type_mask>(types | types_of_word(word.get_string()));
  return types;
}

/// Returns whether a schema only limits types, so that `not` of it allows the other types.
inline bool is_only_types(const boost::json::value& schema) {
  const auto* const object = schema.if_object();
  if (object == nullptr || object->size() != 1) return false;
  const auto* const type = object->if_contains("type");
  return type != nullptr && is_of_form(*type, keyword_form::types);
}

} // namespace assay::detail
