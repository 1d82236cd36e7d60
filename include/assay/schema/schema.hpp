// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/schema/level.hpp"
#include "assay/schema/rule.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

/// @file
///
/// The description of wire objects that `schema_of` returns. Everything here is constant and lives
/// as long as the program.

struct object_schema;
class text_buffer; // json/text_buffer.hpp

/// The kind of a type in a schema.
enum class type_kind : std::uint8_t {
  none,        ///< not a type of a wire object
  string,      ///< std::string
  boolean,     ///< bool
  integer,     ///< an integer type and its range
  number,      ///< double, float, and assay::number, which has any size
  enumeration, ///< a described enum: a string, one of `names`
  timestamp,   ///< assay::timestamp: a string, an RFC 3339 date-time
  any,         ///< assay::raw_json: any value
  free_object, ///< assay::raw_object: any object
  object,      ///< a described struct
  array,       ///< std::vector and std::array, whose elements have the type `element`
  map,         ///< std::map and similar types: an object whose values have the type `element`
  one_of,      ///< std::variant of alternatives that JSON's types distinguish
  tagged,      ///< a tagged union: an object; its tag names one of `alternatives`
  typed_or_any ///< assay::typed_or_raw: the only alternative, or any value
};

/// The type of a value.
struct type_schema {
  type_kind kind = type_kind::none; ///< the kind of the type
  std::string_view name{};          ///< for messages: "integer from 0 to 255"
  std::string_view minimum{},       ///< of an integer: the smallest value of its C++ type
      maximum{};                    ///< of an integer: the largest value of its C++ type
  /// Of a std::array: its number of elements; of a number: the bytes of its C++ type.
  std::uint64_t size = 0;
  const type_schema* element = nullptr; ///< of an array or a map
  /// Of an object; a function, because a struct may contain its own type.
  const object_schema& (*object)() = nullptr;
  /// Of an enumeration: its values; of a union: its tags.
  std::span<const std::string_view> names{};
  std::span<const type_schema> alternatives{}; ///< of a union, in the order of `names`
  std::string_view tag{};     ///< of a union whose alternatives hold the tag: the tag's name
  bool keeps_unknown = false; ///< of a union: it keeps values with an unknown tag
  /// Of typed_or_any: violations below this level are not reported.
  level typed_from = level::reference;
};

/// A member of a wire object.
struct member_schema {
  std::string_view name{};  ///< in JSON
  std::string_view about{}; ///< its description; of a forbidden member: what to send instead
  std::string_view title{}; ///< a short name for people; may be empty
  const type_schema* type = nullptr; ///< null if the member is forbidden
  bool forbidden = false;            ///< it must not be present
  /// The lowest level that enforces its type and rules, if the member is optional or in a nested
  /// struct.
  level enforced_from = level::published;
  level required_from = never;   ///< the lowest level at which it must be present and not null
  level not_null_from = never;   ///< the lowest level at which null is rejected
  level deprecated_from = never; ///< the lowest level that warns if it is present
  std::string_view deprecated{}; ///< what to send instead of a deprecated member
  bool optional = false;         ///< its C++ type has a state for absent
  bool nullable = false;         ///< its C++ type distinguishes null from absent
  bool defaulted = false;        ///< if missing, it has the value of the struct's initializer
  std::span<const rule> rules{}; ///< the rules on its value
  std::span<const std::string_view> examples{}; ///< values as JSON
};

/// A rule across the members of an object.
struct check_schema {
  level from = never;       ///< the lowest level that enforces it
  assay::code code{};       ///< the code of its violations
  std::string_view words{}; ///< what a valid object is; empty if not stated
  /// Names of the members; empty for a rule on the whole object.
  std::span<const std::string_view> members{};
};

/// What a reader does with unknown members.
enum class unknown_members : std::uint8_t {
  kept,    ///< kept, and written back
  ignored, ///< dropped
  rejected ///< rejected: the struct has no place to keep them
};

/// The schema of a wire object, independent of where it is used.
///
/// A reader requires more of the outermost object. Its members that are neither `optional` nor
/// `defaulted`, and everything inside of them, are required and enforced at every level, because
/// there is no place to keep an invalid value.
struct object_schema {
  std::string_view name{};  ///< the C++ name of the struct without its namespace: "llm_call"
  std::string_view title{}; ///< a short name for people; may be empty
  std::string_view about{}; ///< the description; may be empty
  std::span<const member_schema> members{}; ///< the tag first, forbidden members last
  std::string_view tag{};    ///< the member that holds the tag of a union; empty if there is none
  std::string_view tagged{}; ///< the member that is the union
  std::span<const check_schema> checks{}; ///< rules across members
  /// What a reader does with unknown members.
  assay::unknown_members unknown = unknown_members::kept;
  level closed_from = never; ///< the lowest level that rejects unknown members
  /// Appends a new struct as JSON. It shows the values of missing `defaulted` members.
  ///
  /// Returns false and appends nothing if JSON cannot express the values. Null if no member is
  /// `defaulted`.
  bool (*write_new)(text_buffer& to) = nullptr;

  /// Returns the member of that name, or null. Linear.
  constexpr const member_schema* find(std::string_view member) const noexcept {
    for (const member_schema& m : members)
      if (m.name == member) return &m;
    return nullptr;
  }
};

} // namespace assay
