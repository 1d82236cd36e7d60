// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json/value.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::detail {

/// A set of JSON types, one bit each. Numbers are divided into integers and fractions.
using type_mask = std::uint8_t;

inline constexpr type_mask null_type = 1, boolean_type = 2, integer_type = 4, fraction_type = 8,
                           string_type = 16, array_type = 32, object_type = 64, all_types = 127,
                           number_types = integer_type | fraction_type;

/// Returns the types of a word of the keyword `type`, or 0 if the word is unknown.
constexpr type_mask types_of_word(std::string_view word) noexcept {
  constexpr struct {
    std::string_view word;
    type_mask types;
  } words[] = {{"null", null_type},      {"boolean", boolean_type}, {"integer", integer_type},
               {"number", number_types}, {"string", string_type},   {"array", array_type},
               {"object", object_type}};
  for (const auto& w : words)
    if (w.word == word) return w.types;
  return 0;
}

/// Returns the type of a value.
inline type_mask type_of_value(const boost::json::value& v) noexcept {
  switch (v.kind()) {
  case boost::json::kind::null: return null_type;
  case boost::json::kind::bool_: return boolean_type;
  case boost::json::kind::int64:
  case boost::json::kind::uint64: return integer_type;
  case boost::json::kind::double_:
    return std::floor(v.get_double()) == v.get_double() ? integer_type : fraction_type;
  case boost::json::kind::string: return string_type;
  case boost::json::kind::array: return array_type;
  case boost::json::kind::object: break;
  }
  return object_type;
}

/// Returns the types in words: "string or null".
inline std::string words_of_types(type_mask types) {
  if (types == all_types) return "any value";
  if (types == 0) return "nothing";
  constexpr struct {
    type_mask type;
    std::string_view word;
  } words[] = {{object_type, "object"},   {array_type, "array"},     {string_type, "string"},
               {fraction_type, "number"}, {integer_type, "integer"}, {boolean_type, "boolean"},
               {null_type, "null"}};
  if ((types & fraction_type) != 0) types = static_cast<type_mask>(types & ~integer_type);
  std::string out;
  for (const auto& w : words) {
    if ((types & w.type) == 0) continue;
    types = static_cast<type_mask>(types & ~w.type);
    if (!out.empty()) out += types == 0 ? " or " : ", ";
    out += w.word;
  }
  return out;
}

} // namespace assay::detail
