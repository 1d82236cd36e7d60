// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

// Each function is defined in the file of its name.

namespace tool::systems {

wire_system promptetheus();
wire_system honeyhive();
wire_system trajectory();
wire_system producttelemetry();
wire_system noveum();

} // namespace tool::systems
