// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/code.hpp"
#include "assay/schema/level.hpp"
#include "assay/schema/rule.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

// The description of wire objects that `schema_of` gives: all that the library knows of them, for
// whatever is made from it. Everything here is constant and lives as long as the program.

struct object_schema;
class text_buffer; // json/text_buffer.hpp

/// What kind of values a type takes.
enum class type_kind : std::uint8_t {
  none,        ///< no type of a wire object
  string,      ///< std::string
  boolean,     ///< bool
  integer,     ///< an integer type, within its range
  number,      ///< double, float, and assay::number of any size
  enumeration, ///< a described enum: a string, one of `names`
  timestamp,   ///< assay::timestamp: a string, an RFC 3339 date-time
  any,         ///< assay::raw_json: any value
  free_object, ///< assay::raw_object: an object of any members
  object,      ///< a described struct
  array,       ///< std::vector and std::array: of `element`
  map,         ///< std::map and the like: an object whose values are of `element`
  one_of,      ///< std::variant of kinds that JSON tells apart: one of `alternatives`
  tagged,      ///< a tagged union: an object, one of `alternatives` by the name in its tag
  typed_or_any ///< assay::typed_or_raw: the only one of `alternatives`, or any value
};

/// The type of a value.
struct type_schema {
  type_kind kind = type_kind::none;
  std::string_view name{};               ///< in messages: "integer from 0 to 255"
  std::string_view minimum{}, maximum{}; ///< of an integer: the ends of its C++ type
  std::uint64_t size = 0; ///< of a std::array: its elements; of a number type: its bytes
  const type_schema* element = nullptr;        ///< of an array or a map
  const object_schema& (*object)() = nullptr;  ///< of an object: a struct may hold its own kind
  std::span<const std::string_view> names{};   ///< of an enumeration; of a union: its tags
  std::span<const type_schema> alternatives{}; ///< of a union, in the order of `names`
  std::string_view tag{};                      ///< of a union whose alternatives hold it: its name
  bool keeps_unknown = false;                  ///< of a union: it keeps what has an unknown tag
  level typed_from = level::reference; ///< of typed_or_any: below it nothing is said of a misfit
};

/// A member of a wire object.
struct member_schema {
  std::string_view name{};  ///< in the text
  std::string_view about{}; ///< its description; of a forbidden member: what to send instead
  std::string_view title{};
  const type_schema* type = nullptr;      ///< null where it is forbidden
  bool forbidden = false;                 ///< it must not be present
  level enforced_from = level::published; ///< its type and rules, as those of a struct inside
  level required_from = never;            ///< it must be present, and not as null
  level not_null_from = never;            ///< where it may be absent: null is refused
  level deprecated_from = never;          ///< it is warned of
  std::string_view deprecated{};          ///< what to send instead of it
  bool optional = false;                  ///< its type has a state for absent
  bool nullable = false;                  ///< its type tells null from absent
  bool defaulted = false;                 ///< absent, it has the value of the struct's initialiser
  std::span<const rule> rules{};
  std::span<const std::string_view> examples{}; ///< as JSON
};

/// A rule across the members of an object.
struct check_schema {
  level from = never;
  assay::code code{};
  std::string_view words{};                    ///< what is right; empty: only the rule knows
  std::span<const std::string_view> members{}; ///< their names; none: it looks at the whole object
};

/// What becomes of members that the schema does not name.
enum class unknown_members : std::uint8_t {
  kept,    ///< read and written back
  ignored, ///< dropped
  refused  ///< an error: the struct has no place to keep them
};

/// A wire object, as it is wherever it stands. Of the outermost object more is asked: its members
/// that are neither `optional` nor `defaulted`, and all within them, are required and enforced at
/// every level, since there is no place to keep a misfit.
struct object_schema {
  std::string_view name{}; ///< of the struct in C++, without its namespace: "llm_call"
  std::string_view title{};
  std::string_view about{};
  std::span<const member_schema> members{}; ///< the tag first, the forbidden ones last
  std::string_view tag{};                   ///< the member that names the union's alternative
  std::string_view tagged{};                ///< the member that is that union
  std::span<const check_schema> checks{};
  assay::unknown_members unknown = unknown_members::kept;
  level closed_from = never; ///< unknown members are refused
  /// Appends a new struct as JSON: it has the values that its `defaulted` members have where they
  /// are absent. False, and nothing, where JSON cannot express it. Null where none is `defaulted`.
  bool (*write_new)(text_buffer& to) = nullptr;

  /// The member of that name, or null. Linear.
  constexpr const member_schema* find(std::string_view member) const noexcept {
    for (const member_schema& m : members)
      if (m.name == member) return &m;
    return nullptr;
  }
};

} // namespace assay
