// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/object_choice.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <string>
#include <string_view>

namespace tool {

/// Schemas by their names: those of files in a directory, by their paths in it; of a single file
/// under the empty name.
struct schema_source {
  std::map<std::string, boost::json::value> schemas{};
  bool is_single = false;
};

/// Reads the JSON Schemas that an argument stands for: a file, a directory with files `*.json`, `-`
/// for standard input, or the name of a level for what the tool accepts at that.
///
/// Of a level they are those of all objects, or of the one that is chosen; or, where `beside`, the
/// other argument, is a file, of the object that the file is named after. Throws `usage_error`,
/// `input_error`.
schema_source read_schemas(const std::string& argument, const std::string& beside,
                           const object_choice& choice);

} // namespace tool
