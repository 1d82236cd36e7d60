// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay completion`, which prints the script that completes command lines in a shell.
std::unique_ptr<command> make_completion();

} // namespace tool
