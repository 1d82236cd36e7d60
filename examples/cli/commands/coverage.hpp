// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay coverage`, which counts the parts of the schema that the events use.
std::unique_ptr<command> make_coverage();

} // namespace tool
