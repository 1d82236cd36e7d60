// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/zod_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>
#include <string_view>

namespace assay {

/// The source of zod 4 that accepts what a level accepts, of what JSON.parse gives: a schema and
/// its type for each definition, the outermost last. `name`: that of the object, for the comment
/// at the top. Linear in the schema; allocates; throws what allocations throw.
///
/// It is TypeScript. What zod cannot check is named in the comments: "Not checked here". A number
/// is judged as the double that JSON.parse makes of it.
inline std::string to_zod(const level_schema& schema, std::string_view name = {}) {
  return detail::zod_writer(schema).document(name);
}

/// The same for a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
std::string to_zod(level at = level::published, std::string_view name = {}) {
  return to_zod(schema_at<T>(at), name);
}

} // namespace assay
