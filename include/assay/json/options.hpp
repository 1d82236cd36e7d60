// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/level.hpp"

#include <cstddef>
#include <cstdint>

namespace assay {

/// How much a reader takes before it refuses. Time and memory are linear in the input whatever
/// these are.
struct limits {
  /// Containers inside containers, the event itself included. At most 65,536; greater values count
  /// as that. Of those that become C++ objects (a struct may be described to hold its own kind) at
  /// most 256 are inside one another.
  unsigned max_depth = 1024;
  /// Bytes of one event's text.
  std::size_t max_document_bytes = std::size_t{256} << 20;
  /// Bytes of one string or name as it stands between its quotes.
  std::size_t max_string_bytes = std::size_t{256} << 20;
  /// Elements of one array or object that becomes C++ objects; members of one object that the
  /// schema does not name.
  std::size_t max_members = 100'000;
  /// Violations that a report holds. 0: the verdict alone, and the reader stops at the first error.
  std::size_t max_violations = 32;

  friend bool operator==(const limits&, const limits&) = default;
};

/// What to do with an escape such as `\ud800` that is half of a pair: it stands for no character.
enum class surrogate_policy : std::uint8_t {
  reject,  ///< the violation `lone_surrogate`
  replace, ///< read it as U+FFFD, and write it so
};

/// What to do with the character U+0000, written `\u0000`, in a string or a name. JSON allows it;
/// PostgreSQL and other databases do not.
enum class null_character_policy : std::uint8_t {
  warn_at_strict, ///< the warning `null_character` at the level `strict`; nothing below it
  accept,         ///< nothing at any level
  warn,           ///< a warning at every level
  replace, ///< read it as U+FFFD, and write it so; two names may become one. Views into the text
           ///< (`text_of`) show it as it came
  reject,  ///< an error at every level
};

/// How events are judged.
struct options {
  assay::level level = assay::level::published;
  surrogate_policy lone_surrogates = surrogate_policy::reject;
  null_character_policy null_characters = null_character_policy::warn_at_strict;
  /// Rejects numbers beyond a double, such as 1e400, at every level, instead of warning of them at
  /// `strict`: they are JSON, but most readers make infinity of them.
  bool reject_number_overflow = false;
  /// Keeps events whose type is unknown, as `untyped_payload`, instead of rejecting them.
  bool keep_unknown_types = false;
  /// At `strict`, rejects members that the schema does not name, instead of warning of them.
  bool reject_unknown_members = false;
  assay::limits limits{};

  friend bool operator==(const options&, const options&) = default;
};

} // namespace assay
