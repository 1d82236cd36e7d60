// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

namespace docs {

/// Writes a page for each object of each system, and an index, into an empty directory. The pages
/// that they link to are in its parent directory.
///
/// @param examples the directory with a valid text for each object, SYSTEM.OBJECT.json, or
///   SYSTEM.OBJECT.DIALECT.json for a dialect with a different text
/// @param to the empty directory
/// @throws std::runtime_error if a text is missing, or belongs to no object
void write_reference(const std::filesystem::path& examples, const std::filesystem::path& to);

} // namespace docs
