// SPDX-License-Identifier: BSL-1.0
#include "systems/system_list.hpp"

#include "systems/systems.hpp"

namespace tool {

const std::vector<wire_system>& system_list() {
  static const std::vector<wire_system> all = {systems::promptetheus(), systems::honeyhive(),
                                               systems::trajectory(), systems::producttelemetry(),
                                               systems::noveum()};
  return all;
}

} // namespace tool
