// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay schema diff`: says what changed between schemas, and for whom that is compatible.
std::unique_ptr<command> make_schema_diff();

} // namespace tool
