#include "systems.hpp"

#include "assay/common/promptetheus.hpp"
#include "assay/promptetheus.hpp"
#include "assay/testing/promptetheus.hpp"

#include <utility>
#include <vector>

namespace tool::systems {
namespace {

std::vector<assay::testing::batch_event> make_session(assay::testing::source& from,
                                                      assay::level at) {
  std::vector<assay::testing::batch_event> out;
  for (auto& e : assay::testing::promptetheus_session(from, at).events) {
    assay::testing::batch_event& to = out.emplace_back();
    to.what.text = std::move(e.text);
    to.what.accepted = e.outcome != assay::outcome::rejected;
    to.what.violation = std::move(e.violation);
    to.outcome = e.outcome;
  }
  return out;
}

} // namespace

wire_system promptetheus() {
  using namespace assay::promptetheus;
  object_workers of_events = workers_of<event, event_type>;
  of_events.make_session = make_session;
  return {.name = "promptetheus",
          .about = "an event stream of 16 types",
          .standard = "event",
          .objects = {{"event", "", "one event of a session", of_events, "event"},
                      {"trace", "", "the body that opens a trace", workers_of<trace>}},
          .routes = {{"POST", "/api/traces", "trace", ""}}};
}

} // namespace tool::systems
