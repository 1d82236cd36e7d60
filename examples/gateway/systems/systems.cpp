// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

namespace gateway {

// Routes with complete paths precede routes that match only the end of a path.
void add_systems(router& to, const settings& s) {
  add_promptetheus(to, s);
  add_honeyhive(to, s);
  add_trajectory(to, s);
  add_producttelemetry(to, s);
  add_noveum(to, s);
}

} // namespace gateway
