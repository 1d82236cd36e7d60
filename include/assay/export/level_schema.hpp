// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// @file
///
/// A schema with its levels resolved: what one level accepts. The schemas for other languages are
/// written from it. You can write schemas for more languages from it.

/// A limit of the range of a number.
struct number_limit {
  std::string text{};     ///< as JSON; empty if there is no limit
  bool exclusive = false; ///< the limit itself is out of range

  /// Compares limits by text.
  friend bool operator==(const number_limit&, const number_limit&) = default;
};

/// The allowed number of bytes, characters, elements or members.
struct size_range {
  static constexpr std::uint64_t no_max = ~std::uint64_t{0}; ///< the value of `max` without a limit
  std::uint64_t min = 0,                                     ///< the smallest number
      max = no_max;                                          ///< the largest number

  /// Compares both limits.
  friend bool operator==(const size_range&, const size_range&) = default;
};

/// What a value must be. If nothing is required, `kind` is `type_kind::any`.
///
/// `kind` is `string`, `boolean`, `integer`, `number`, `free_object`, `object`, `array`, `map`,
/// `one_of`, `tagged` or `any`.
struct level_value {
  /// The value of `definition` for other kinds.
  static constexpr std::size_t none = ~std::size_t{0};

  type_kind kind = type_kind::any; ///< the type that all other members apply to
  bool other_kinds = false;        ///< values of other types are accepted as well
  bool nullable = true;            ///< null is accepted

  number_limit minimum{},                    ///< of numbers: the lower limit
      maximum{};                             ///< of numbers: the upper limit
  std::vector<std::string_view> multiples{}; ///< of numbers: the value is a multiple of each
  /// Of numbers: the size of the C++ type; 0 if it holds any number.
  std::uint64_t bytes_of_type = 0;
  size_range bytes{},                      ///< of strings: the length in bytes
      characters{};                        ///< of strings: the length in characters
  std::vector<std::string_view> choices{}; ///< of strings: the allowed values, if `has_choices`
  bool has_choices = false;                ///< of strings: only `choices` are accepted
  std::vector<text_format> formats{};      ///< of strings: the value has all of them
  std::vector<const rule*> predicates{};   ///< of values of any type: `satisfies` rules
  size_range count{};                      ///< of arrays and maps
  bool unique = false;                     ///< of arrays: no two elements are equal
  std::vector<level_value> inside{};       ///< the type of elements; of a union, its alternatives
  std::size_t definition = none;           ///< of objects: the index in `level_schema::definitions`
  std::string_view tag{}; ///< of unions whose alternatives hold their tags: the tag's name
  std::vector<std::string_view> tags{}; ///< the tag's value for each alternative
  bool keeps_unknown = false; ///< objects with an unknown tag, or without a tag, are accepted

  /// Compares all members.
  friend bool operator==(const level_value&, const level_value&) = default;
};

/// A member of an object.
struct level_member {
  std::string_view name{};               ///< in JSON
  const member_schema* schema = nullptr; ///< null for the tag of a union's alternative
  level_value value{};                   ///< what its value must be
  bool required = false;                 ///< it must be present
  bool forbidden = false;                ///< it must not be present
  bool deprecated = false;               ///< a reader warns if it is present

  /// Compares all members.
  friend bool operator==(const level_member&, const level_member&) = default;
};

/// An object at one level. A struct has several if different requirements apply where it is used.
struct level_object {
  std::string name{};                    ///< unique in the schema, in Pascal case: "LlmCall"
  const object_schema* schema = nullptr; ///< the schema of the struct
  std::vector<level_member> members{};   ///< the tag first, then the members of the struct in order
  bool closed = false;                   ///< unknown members are rejected

  std::string_view tag{}, ///< of an alternative of a union: the name of its tag; or empty
      tag_value{};        ///< the value of the tag

  std::string_view case_tag{},                ///< the name of the tag beside a union; or empty
      case_member{};                          ///< the name of the union
  std::vector<std::string_view> case_names{}; ///< the values of the tag
  std::vector<level_value> cases{};           ///< what the union must be for each value of the tag

  std::vector<const check_schema*> checks{}; ///< rules across members

  /// Returns the member of that name, or null. Linear.
  const level_member* find(std::string_view member) const noexcept {
    for (const level_member& m : members)
      if (m.name == member) return &m;
    return nullptr;
  }

  /// Compares all members.
  friend bool operator==(const level_object&, const level_object&) = default;
};

/// What a level accepts: the outermost value, and all objects inside of it.
struct level_schema {
  level at = level::published; ///< the level
  /// What the outermost value must be; one for each outermost type.
  std::vector<level_value> roots{};
  /// All objects, in the order in which a reader meets them.
  std::vector<level_object> definitions{};

  /// Returns what the outermost value must be. Precondition: `roots` is not empty.
  const level_value& root() const noexcept { return roots.front(); }
  /// Returns the definition of a value. Precondition: its `definition` is not `none`.
  const level_object& operator[](const level_value& v) const noexcept {
    return definitions[v.definition];
  }
};

} // namespace assay
