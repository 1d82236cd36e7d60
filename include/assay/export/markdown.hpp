// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/export/detail/markdown_writer.hpp"
#include "assay/export/level_schema.hpp"
#include "assay/export/schema_at.hpp"

#include <string>

namespace assay {

/// Returns documentation of what a level accepts, as GitHub Flavored Markdown: a section for each
/// object, with a table of its members.
///
/// Linear in the schema; allocates; throws only what allocations throw.
inline std::string to_markdown(const level_schema& schema) {
  return detail::markdown_writer(schema).document();
}

/// Returns the documentation of T: a described struct, or a std::variant whose alternatives hold
/// their tags.
template <class T>
std::string to_markdown(level at = level::published) {
  return to_markdown(schema_at<T>(at));
}

} // namespace assay
