// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

#include "assay/common/trajectory.hpp"
#include "assay/trajectory.hpp"

#include <string_view>

namespace tool::systems {

wire_system trajectory() {
  wire_system out{.name = "trajectory",
                  .about = "telemetry events that refer to traces and stored trajectories",
                  .standard = "event"};
  assay::trajectory::for_each_object(
      [&]<class T>(std::string_view name) { out.objects.push_back(wire_object_of<T>(name)); });
  return out;
}

} // namespace tool::systems
