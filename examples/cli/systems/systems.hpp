#pragma once

#include "wire_system.hpp"

// Each is defined in the file of its name.

namespace tool::systems {

wire_system promptetheus();

} // namespace tool::systems
