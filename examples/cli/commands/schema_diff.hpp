// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay schema diff`, which compares schemas and reports whether the changes are compatible
/// for writers and readers.
std::unique_ptr<command> make_schema_diff();

} // namespace tool
