// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

#include "assay/export/level_schema.hpp"
#include "assay/schema/level.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tool {

/// A language that schemas can be written in: those of objects, or of a system's interface.
struct schema_format {
  std::string_view name;   ///< as `--format` has it
  std::string_view ending; ///< of the names of files; that of a Python module has no other dots
  std::string_view about;
  /// The text. `name`: that of the object, "promptetheus.event", with its dialect behind it.
  std::string (*write)(const assay::level_schema& schema, std::string_view name) = nullptr;
  /// Instead of it, the text of all routes of a system in a dialect.
  std::string (*write_interface)(const wire_system& system, std::string_view dialect,
                                 assay::level at) = nullptr;
};

/// All of them, in the order in which they are shown; the first is the default.
std::span<const schema_format> schema_formats();

/// The name of an object's schema, and of its file: "promptetheus.event", "honeyhive.event.v0".
std::string schema_name(std::string_view system, const wire_object& object);

} // namespace tool
