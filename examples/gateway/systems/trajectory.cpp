// SPDX-License-Identifier: BSL-1.0
#include "systems/batch_outcome.hpp"
#include "systems/systems.hpp"

#include "assay/batch/batch_validator.hpp"
#include "assay/json/json_output.hpp"
#include "assay/trajectory.hpp"

#include <memory>
#include <string>

namespace gateway {
namespace {

namespace trajectory = assay::trajectory;

constexpr std::string_view system_name = "trajectory";

// The documentation publishes no paths. The gateway defines these.
constexpr std::string_view events_path = "/api/telemetry/events";
constexpr std::string_view trajectories_path = "/api/trajectories";

/// Accepts pushes of events and uploads of trajectories.
class trajectory_intake {
 public:
  explicit trajectory_intake(const settings& s)
      : events_(s.checks, {.max_body_bytes = s.max_body}), trajectories_(s.checks) {}

  response push(event_store& store, const request& r, const path_parts&) {
    store_window window(store, system_name);
    const assay::batch_verdict& v = events_.check(r.body, {}, &window);
    const std::string prefix = prefix_of(events_.body(), "events");
    const batch_place place{.system = system_name, .prefix = prefix, .suffix = "]}"};
    store_without_key(store, v, place, "");
    settle(store, v, r.body, place);
    return answer_to(v, r.query);
  }

  /// The id is derived from the id of the trace, so that a repeated upload gets the same id.
  response upload(event_store& store, const request& r, const path_parts&) {
    trajectory::stored_trajectory t;
    if (!trajectories_.read(r.body, t)) {
      const int status = status_of(trajectories_.report());
      reject_body(store, r.body, trajectories_.report(), status, {.system = system_name});
      return refusal_for(status, trajectories_.report());
    }
    store.open({.system = system_name, .session = t.trace_id, .body = r.body});
    static const auto name_space = assay::event_id_namespace("trajectory.gateway.assay");
    const std::string id = assay::derive_event_id(name_space, t.trace_id).str();
    return {.body = R"({"trajectory_id":")" + id + "\"}"};
  }

 private:
  assay::batch_validator<trajectory::telemetry_event, &trajectory::telemetry_event::session_id,
                         &trajectory::telemetry_event::event_id>
      events_;
  assay::validator<trajectory::stored_trajectory> trajectories_;
};

} // namespace

void add_trajectory(router& to, const settings& s) {
  const auto intake = std::make_shared<trajectory_intake>(s);
  to.add({"POST", std::string(events_path),
          write_handler([intake](auto&... of) { return intake->push(of...); })});
  to.add({"POST", std::string(trajectories_path),
          write_handler([intake](auto&... of) { return intake->upload(of...); })});
}

} // namespace gateway
