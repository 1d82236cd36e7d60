// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/typeddict_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>

namespace assay {

/// A module of Python 3.11 with a TypedDict for each object: what a level accepts, as far as types
/// can say it. The outermost value's stands last. Linear in the schema; allocates; throws what
/// allocations throw.
///
/// Type checkers refuse other members in literals, whether or not the level does; they take an
/// `int` for a `float` and a `bool` for an `int`. Comments say what types cannot.
inline std::string to_typeddict(const level_schema& schema) {
  return detail::typeddict_writer(schema).module();
}

/// The same for a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
std::string to_typeddict(level at = level::published) {
  return to_typeddict(schema_at<T>(at));
}

} // namespace assay
