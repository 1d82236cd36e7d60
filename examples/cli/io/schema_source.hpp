// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/object_choice.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <string>
#include <string_view>

namespace tool {

/// Schemas by name. The name of a file in a directory is its path in the directory; that of a
/// single file is empty.
struct schema_source {
  std::map<std::string, boost::json::value> schemas{};
  bool is_single = false;
};

/// Reads the JSON Schemas that an argument names: a file, a directory of `*.json` files, `-` for
/// standard input, or the name of a level for the schemas of the tool at that level.
///
/// For a level, returns the schema of the chosen object, or those of all objects. If no object is
/// chosen and `beside`, the other argument, is a file, returns the schema of the object that the
/// file is named after. Throws `usage_error` and `input_error`.
schema_source read_schemas(const std::string& argument, const std::string& beside,
                           const object_choice& choice);

} // namespace tool
