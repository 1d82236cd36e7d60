// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay list`: shows the systems, their objects, dialects and routes.
std::unique_ptr<command> make_list();

} // namespace tool
