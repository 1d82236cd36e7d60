// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/typescript_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>
#include <string_view>

namespace assay {

/// Returns the TypeScript types of what a level accepts: an interface or a type for each
/// definition, the outermost first. `name` is the name of the object, for the comment at the top.
///
/// Comments state the rules that types cannot express. Objects are open, as always in TypeScript:
/// an object with more members is accepted, but a literal with unknown members is an error. Linear
/// in the schema; allocates; throws only what allocations throw.
inline std::string to_typescript(const level_schema& schema, std::string_view name = {}) {
  return detail::typescript_writer(schema).document(name);
}

/// Returns the TypeScript types of T: a described struct, or a std::variant whose alternatives hold
/// their tags.
template <class T>
std::string to_typescript(level at = level::published, std::string_view name = {}) {
  return to_typescript(schema_at<T>(at), name);
}

} // namespace assay
