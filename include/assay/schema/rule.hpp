// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/bound.hpp"
#include "assay/schema/format.hpp"
#include "assay/schema/level.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

/// What a rule on a value asks for. docs/own-objects.md explains each with its message.
enum class rule_kind : std::uint8_t {
  // numbers
  minimum,
  exclusive_minimum,
  maximum,
  exclusive_maximum,
  multiple_of,
  whole,
  // strings
  min_length,     ///< bytes, each escape counted as the character that it means
  max_length,     ///< likewise
  min_characters, ///< Unicode code points
  max_characters, ///< likewise
  one_of,
  format,
  // arrays and objects
  min_count,
  max_count,
  unique_elements,
  // values of any type
  satisfies,
};

/// One rule on the value of a member, as the schema describes it.
struct rule {
  rule_kind kind{};
  level from = level::reference; ///< asked for from this level on
  bound limit{};                 ///< of a number, and of `multiple_of`
  std::uint64_t size = 0;        ///< of a length or a count
  text_format format{};
  std::span<const std::string_view> choices{}; ///< of `one_of`; a constant is the only choice
  std::string_view words{};                    ///< of `satisfies` and formats: what is right
  std::string_view pattern{}; ///< of `satisfies`: an ECMA-262 regular expression that says the
                              ///< same, for schemas made from this; or empty
  bool (*accepts)(std::string_view characters) noexcept = nullptr; ///< of a format
  bool (*holds)(std::string_view json) = nullptr;                  ///< of `satisfies`
};

} // namespace assay
