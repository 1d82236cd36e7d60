// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/pydantic_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>

namespace assay {

/// Returns a Python 3.11 module with a pydantic 2 model for each object; the model of the outermost
/// value is last. The models accept what the level accepts, except for rules that JSON Schema
/// cannot express either; docs/schemas.md lists them.
///
/// Linear in the schema; allocates; throws only what allocations throw.
inline std::string to_pydantic(const level_schema& schema) {
  return detail::pydantic_writer(schema).module();
}

/// Returns the Python module of T: a described struct, or a std::variant whose alternatives hold
/// their tags.
template <class T>
std::string to_pydantic(level at = level::published) {
  return to_pydantic(schema_at<T>(at));
}

} // namespace assay
