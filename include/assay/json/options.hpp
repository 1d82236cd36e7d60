// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/schema/level.hpp"

#include <cstddef>
#include <cstdint>

namespace assay {

/// Limits of a reader. Time and memory are linear in the input whatever the limits are.
struct limits {
  /// The maximum nesting of arrays and objects, the event itself included. Values above 65,536
  /// count as 65,536. At most 256 objects that become C++ objects may be nested (a described struct
  /// may contain itself).
  unsigned max_depth = 1024;
  /// The maximum size of one event's text, in bytes.
  std::size_t max_document_bytes = std::size_t{256} << 20;
  /// The maximum size of one string or name, in bytes as it is written between its quotes.
  std::size_t max_string_bytes = std::size_t{256} << 20;
  /// The maximum number of elements of an array or object that becomes C++ objects, and of unknown
  /// members of one object.
  std::size_t max_members = 100'000;
  /// The maximum number of violations in a report. With 0 there is only the verdict, and the reader
  /// stops at the first error.
  std::size_t max_violations = 32;

  /// Compares all limits.
  friend bool operator==(const limits&, const limits&) = default;
};

/// What to do with a lone surrogate: an escape such as `\ud800` that is half of a pair and means no
/// character.
enum class surrogate_policy : std::uint8_t {
  /// Reject the event with `lone_surrogate`.
  reject,
  /// Read it as U+FFFD, and write it as that.
  replace,
};

/// What to do with the character U+0000, written `\u0000`, in a string or a name. JSON allows it;
/// PostgreSQL and other databases do not.
enum class null_character_policy : std::uint8_t {
  /// Warn with `null_character` at the level `strict`, accept it at others.
  warn_at_strict,
  /// Accept it at every level.
  accept,
  /// Warn at every level.
  warn,
  /// Read it as U+FFFD, and write it as that. Two names may become equal. Views into the text
  /// (`text_of`) show the original.
  replace,
  /// Reject the event at every level.
  reject,
};

/// How events are checked.
struct options {
  /// How strict the check is.
  assay::level level = assay::level::published;
  /// What to do with lone surrogates.
  surrogate_policy lone_surrogates = surrogate_policy::reject;
  /// What to do with U+0000.
  null_character_policy null_characters = null_character_policy::warn_at_strict;
  /// Rejects numbers beyond a double, such as 1e400, at every level. By default they cause a
  /// warning at `strict`: they are valid JSON, but most readers turn them into infinity.
  bool reject_number_overflow = false;
  /// Keeps events of unknown type as `untyped_payload`, instead of rejecting them.
  bool keep_unknown_types = false;
  /// Rejects unknown members at `strict`, instead of warning of them.
  bool reject_unknown_members = false;
  /// The limits of the reader.
  assay::limits limits{};

  /// Compares all options.
  friend bool operator==(const options&, const options&) = default;
};

} // namespace assay
