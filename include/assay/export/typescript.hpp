// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/typescript_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>
#include <string_view>

namespace assay {

/// The types of TypeScript of what a level accepts: an interface or a type for each definition, the
/// outermost first. `name`: that of the object, for the comment at the top. Linear in the schema;
/// allocates; throws what allocations throw.
///
/// What types cannot say stands in the comments. Objects are open as TypeScript's are: an object
/// with more members fits, but in a literal they are taken for misspelled.
inline std::string to_typescript(const level_schema& schema, std::string_view name = {}) {
  return detail::typescript_writer(schema).document(name);
}

/// The same for a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
std::string to_typescript(level at = level::published, std::string_view name = {}) {
  return to_typescript(schema_at<T>(at), name);
}

} // namespace assay
