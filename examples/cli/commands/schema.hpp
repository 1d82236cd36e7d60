// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay schema`, which writes the schemas of objects for other languages and tools.
std::unique_ptr<command> make_schema();

} // namespace tool
