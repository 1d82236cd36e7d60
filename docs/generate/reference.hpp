// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

namespace docs {

/// Writes a page for each object of each system, and the page that lists them, into an empty
/// directory that stands beside the pages that they link to. `examples`: the directory that has a
/// valid text of each object, SYSTEM.OBJECT.json, or SYSTEM.OBJECT.DIALECT.json for a dialect whose
/// text is another one. Throws std::runtime_error where there is none, or one of no object.
void write_reference(const std::filesystem::path& examples, const std::filesystem::path& to);

} // namespace docs
