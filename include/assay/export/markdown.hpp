// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/markdown_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>

namespace assay {

/// What a level accepts, for people: a section for each object, with a table of its members, in
/// Markdown with the tables of GitHub. Linear in the schema; allocates; throws what allocations
/// throw.
inline std::string to_markdown(const level_schema& schema) {
  return detail::markdown_writer(schema).document();
}

/// The same for a T: a described struct, or a std::variant of some that is tagged inside.
template <class T>
std::string to_markdown(level at = level::published) {
  return to_markdown(schema_at<T>(at));
}

} // namespace assay
