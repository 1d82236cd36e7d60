// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay coverage`: counts what the events have of their schema.
std::unique_ptr<command> make_coverage();

} // namespace tool
