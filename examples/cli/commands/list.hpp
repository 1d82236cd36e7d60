// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay list`, which shows the systems with their objects, dialects and routes.
std::unique_ptr<command> make_list();

} // namespace tool
