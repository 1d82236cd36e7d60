// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay validate`: checks every event and prints what is wrong.
std::unique_ptr<command> make_validate();

} // namespace tool
