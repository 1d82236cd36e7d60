#include "systems.hpp"

#include "assay/common/trajectory.hpp"
#include "assay/trajectory.hpp"

namespace tool::systems {

wire_system trajectory() {
  using namespace assay::trajectory;
  return {
      .name = "trajectory",
      .about = "telemetry events, tied to traces and to stored trajectories",
      .standard = "event",
      .objects = {
          {"event", "", "one telemetry event", workers_of<telemetry_event>, "event"},
          {"stored_trajectory", "", "a trajectory to be uploaded", workers_of<stored_trajectory>},
          {"upload_receipt", "", "the answer to an upload", workers_of<upload_receipt>}}};
}

} // namespace tool::systems
