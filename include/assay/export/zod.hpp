// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/zod_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>
#include <string_view>

namespace assay {

/// Returns TypeScript source for zod 4 with a schema and its type for each definition, the
/// outermost last. The schemas accept what a level accepts, applied to the result of `JSON.parse`.
/// `name` is the name of the object, for the comment at the top.
///
/// Comments that begin with "Not checked here" state the rules that zod cannot check. A number is
/// checked as the double that `JSON.parse` makes of it. Linear in the schema; allocates; throws
/// only what allocations throw.
inline std::string to_zod(const level_schema& schema, std::string_view name = {}) {
  return detail::zod_writer(schema).document(name);
}

/// Returns the zod source of T: a described struct, or a std::variant whose alternatives hold their
/// tags.
template <class T>
std::string to_zod(level at = level::published, std::string_view name = {}) {
  return to_zod(schema_at<T>(at), name);
}

} // namespace assay
