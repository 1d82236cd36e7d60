// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay validate`, which checks every event and prints the violations.
std::unique_ptr<command> make_validate();

} // namespace tool
