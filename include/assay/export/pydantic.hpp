// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/pydantic_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>

namespace assay {

/// A module of Python 3.11 with a model of pydantic 2 for each object. They accept the values that
/// a level accepts, but for what JSON Schema cannot say either: docs/schemas.md lists that. The
/// outermost value's stands last. Linear in the schema; allocates; throws what allocations throw.
inline std::string to_pydantic(const level_schema& schema) {
  return detail::pydantic_writer(schema).module();
}

/// The same for a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
std::string to_pydantic(level at = level::published) {
  return to_pydantic(schema_at<T>(at));
}

} // namespace assay
