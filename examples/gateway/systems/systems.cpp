// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

namespace gateway {

// Those whose paths are given in full go before those of which only the end is.
void add_systems(router& to, const settings& s) {
  add_promptetheus(to, s);
  add_honeyhive(to, s);
  add_trajectory(to, s);
  add_producttelemetry(to, s);
  add_noveum(to, s);
}

} // namespace gateway
