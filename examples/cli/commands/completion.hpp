// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay completion`: prints the script that completes the tool's command lines in a shell.
std::unique_ptr<command> make_completion();

} // namespace tool
