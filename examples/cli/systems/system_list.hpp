// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

#include <vector>

namespace tool {

/// Returns all systems that the tool knows, in the order in which they are shown.
const std::vector<wire_system>& system_list();

} // namespace tool
