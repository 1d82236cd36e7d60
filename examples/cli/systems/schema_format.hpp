// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

#include "assay/export/level_schema.hpp"
#include "assay/schema/level.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tool {

/// A language for schemas of objects, or for the description of a system's interface.
struct schema_format {
  std::string_view name;   ///< the value of `--format`
  std::string_view ending; ///< the end of file names; names of Python modules have no other dots
  std::string_view about;
  /// Returns the text of a schema. `name`: the name of the object, followed by its dialect:
  /// "honeyhive.event.v0".
  std::string (*write)(const assay::level_schema& schema, std::string_view name) = nullptr;
  /// Returns the text for all routes of a system in a dialect; used if `write` is null.
  std::string (*write_interface)(const wire_system& system, std::string_view dialect,
                                 assay::level at) = nullptr;
};

/// Returns all formats in the order in which they are shown. The first is the default.
std::span<const schema_format> schema_formats();

/// Returns the name of an object's schema and of its file: "promptetheus.event",
/// "honeyhive.event.v0".
std::string schema_name(std::string_view system, const wire_object& object);

} // namespace tool
