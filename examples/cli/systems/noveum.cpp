#include "systems.hpp"

#include "assay/common/noveum.hpp"
#include "assay/noveum.hpp"

namespace tool::systems {

wire_system noveum() {
  using namespace assay::noveum;
  wire_system out{.name = "noveum",
                  .about = "traces of spans, and the events within them",
                  .standard = "trace",
                  .objects = {{"trace", "", "a trace and its spans", workers_of<trace>},
                              {"span", "", "one span and its events", workers_of<span>},
                              {"span_event", "", "one event of a span", workers_of<span_event>, "event"},
                              {"export_request", "", "a request of traces", workers_of<export_request>}},
                  .takes_base_path = true};
  for (const route& r : routes) out.routes.push_back({r.method, r.path, r.object, ""});
  return out;
}

} // namespace tool::systems
