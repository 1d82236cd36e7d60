// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

// A schema with its levels worked out: what a text must be to be accepted at one of them. Schemas
// for other languages are written from this, and so can be those of languages that the library does
// not know.

/// An end of the range of a number.
struct number_limit {
  std::string text{};     ///< as JSON; empty where there is no limit
  bool exclusive = false; ///< the number itself is out of range

  friend bool operator==(const number_limit&, const number_limit&) = default;
};

/// How many bytes, characters, elements or members there may be.
struct size_range {
  static constexpr std::uint64_t no_max = ~std::uint64_t{0};
  std::uint64_t min = 0, max = no_max;

  friend bool operator==(const size_range&, const size_range&) = default;
};

/// What a value must be. Where nothing is asked of it `kind` is `type_kind::any`.
///
/// A kind is one of `string`, `boolean`, `integer`, `number`, `free_object`, `object`, `array`,
/// `map`, `one_of`, `tagged` and `any`.
struct level_value {
  static constexpr std::size_t none = ~std::size_t{0};

  type_kind kind = type_kind::any;
  bool other_kinds = false; ///< values of any other kind are accepted, too
  bool nullable = true;     ///< null is accepted

  // Numbers
  number_limit minimum{}, maximum{};
  std::vector<std::string_view> multiples{}; ///< it is a multiple of each
  std::uint64_t bytes_of_type = 0;           ///< the size of its C++ type; 0: of any size
  // Strings
  size_range bytes{}, characters{};
  std::vector<std::string_view> choices{}; ///< it is one of them, unless there are none
  bool has_choices = false;
  std::vector<text_format> formats{};
  // Strings, and with `satisfies` others
  std::vector<const rule*> predicates{};
  // Arrays and maps
  size_range count{};
  bool unique = false;
  std::vector<level_value> inside{}; ///< the element; of a union its alternatives
  // Objects: the place of its definition in `level_schema::definitions`
  std::size_t definition = none;
  // Unions whose alternatives hold their tags: its name, and the value of each alternative's
  std::string_view tag{};
  std::vector<std::string_view> tags{};
  bool keeps_unknown = false; ///< objects with other tags, or without one, are accepted

  friend bool operator==(const level_value&, const level_value&) = default;
};

/// A member of an object.
struct level_member {
  std::string_view name{};
  const member_schema* schema = nullptr; ///< null for the tag of a union's alternative
  level_value value{};
  bool required = false;
  bool forbidden = false;
  bool deprecated = false;

  friend bool operator==(const level_member&, const level_member&) = default;
};

/// An object. The same struct has several where it stands in places of which different things are
/// asked.
struct level_object {
  std::string name{}; ///< unique in the schema, in Pascal case: "LlmCall"
  const object_schema* schema = nullptr;
  std::vector<level_member> members{}; ///< the tag first; those of the struct in its order
  bool closed = false;                 ///< no other members are accepted

  // An object that is a union's alternative, and holds its tag
  std::string_view tag{}, tag_value{};

  // An object with a union whose tag is beside it: the names of the two members, and what the union
  // is for each value of the tag.
  std::string_view case_tag{}, case_member{};
  std::vector<std::string_view> case_names{};
  std::vector<level_value> cases{};

  std::vector<const check_schema*> checks{}; ///< rules across members

  /// The member of that name, or null. Linear.
  const level_member* find(std::string_view member) const noexcept {
    for (const level_member& m : members)
      if (m.name == member) return &m;
    return nullptr;
  }

  friend bool operator==(const level_object&, const level_object&) = default;
};

/// What a level asks of the outermost value, and of all that is in it.
struct level_schema {
  level at = level::published;
  std::vector<level_value> roots{};        ///< the outermost value; of several types one each
  std::vector<level_object> definitions{}; ///< in the order in which a reader meets them

  /// The outermost value. Precondition: there is one.
  const level_value& root() const noexcept { return roots.front(); }
  /// The definition of an object, or of a value of kind `object`.
  const level_object& operator[](const level_value& v) const noexcept {
    return definitions[v.definition];
  }
};

} // namespace assay
