#pragma once

#include "wire_system.hpp"

#include "assay/export/level_schema.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tool {

/// A language that schemas can be written in.
struct schema_format {
  std::string_view name;      ///< as `--format` has it
  std::string_view extension; ///< of files, with its dot
  std::string_view about;
  /// The text. `name`: that of the object, "promptetheus.event", with its dialect behind it.
  std::string (*write)(const assay::level_schema& schema, std::string_view name);
};

/// All of them, in the order in which they are shown; the first is the default.
std::span<const schema_format> schema_formats();

/// The name of an object's schema, and of its file: "promptetheus.event", "honeyhive.event.v0".
std::string schema_name(std::string_view system, const wire_object& object);

} // namespace tool
