// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/bound.hpp"
#include "assay/schema/format.hpp"
#include "assay/schema/level.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

/// The kind of a rule on a value. docs/guide/own-objects.md explains each with its message.
enum class rule_kind : std::uint8_t {
  minimum,           ///< a number has a lower bound
  exclusive_minimum, ///< a number has an excluded lower bound
  maximum,           ///< a number has an upper bound
  exclusive_maximum, ///< a number has an excluded upper bound
  multiple_of,       ///< a number is a multiple of another
  whole,             ///< a number is an integer
  min_length,        ///< a string's least size in bytes, escapes decoded
  max_length,        ///< a string's greatest size in bytes, escapes decoded
  min_characters,    ///< a string's least size in Unicode code points
  max_characters,    ///< a string's greatest size in Unicode code points
  one_of,            ///< a string is one of several choices
  format,            ///< a string has a format
  min_count,         ///< an array or object has a least size
  max_count,         ///< an array or object has a greatest size
  unique_elements,   ///< an array has no equal elements
  satisfies,         ///< a value of any type satisfies a predicate
};

/// One rule on the value of a member, as the schema describes it.
struct rule {
  rule_kind kind{};                            ///< what the rule checks
  level from = level::reference;               ///< the lowest level that enforces it
  bound limit{};                               ///< for bounds of numbers and `multiple_of`
  std::uint64_t size = 0;                      ///< for lengths and counts
  text_format format{};                        ///< for `format`
  std::span<const std::string_view> choices{}; ///< for `one_of`; a constant is the only choice
  std::string_view words{}; ///< for `satisfies` and formats: what a valid value is
  /// For `satisfies`: an equivalent ECMA-262 regular expression for exported schemas; may be empty.
  std::string_view pattern{};
  bool (*accepts)(std::string_view characters) noexcept = nullptr; ///< for formats
  bool (*holds)(std::string_view json) = nullptr;                  ///< for `satisfies`
};

} // namespace assay
