#include "systems.hpp"

#include "assay/common/promptetheus.hpp"
#include "assay/promptetheus.hpp"

namespace tool::systems {

wire_system promptetheus() {
  using namespace assay::promptetheus;
  return {
      .name = "promptetheus",
      .about = "an event stream of 16 types",
      .standard = "event",
      .objects = {{"event", "", "one event of a session", workers_of<event, event_type>, "event"},
                  {"trace", "", "the body that opens a trace", workers_of<trace>}},
      .routes = {{"POST", "/api/traces", "trace", ""}}};
}

} // namespace tool::systems
