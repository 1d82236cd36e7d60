// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/typeddict_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>

namespace assay {

/// Returns a Python 3.11 module with a TypedDict for each object; that of the outermost value is
/// last. It describes what a level accepts as far as types can express it. Comments state the rest.
///
/// Type checkers reject unknown members in literals, whether or not the level does. They accept an
/// `int` for a `float`, and a `bool` for an `int`. Linear in the schema; allocates; throws only
/// what allocations throw.
inline std::string to_typeddict(const level_schema& schema) {
  return detail::typeddict_writer(schema).module();
}

/// Returns the Python module of T: a described struct, or a std::variant whose alternatives hold
/// their tags.
template <class T>
std::string to_typeddict(level at = level::published) {
  return to_typeddict(schema_at<T>(at));
}

} // namespace assay
