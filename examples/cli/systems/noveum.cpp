#include "systems.hpp"

#include "assay/common/noveum.hpp"
#include "assay/noveum.hpp"

namespace tool::systems {

wire_system noveum() {
  using namespace assay::noveum;
  wire_system out{.name = "noveum",
                  .about = "traces of spans, and what happened in them",
                  .standard = "",
                  .objects = {{"trace", "", "a trace with its spans", workers_of<trace>, "trace"},
                              {"span", "", "a span with its events", workers_of<span>, "span"},
                              {"span_event", "", "what happened at one point of a span or trace",
                               workers_of<span_event>, "event"},
                              {"export_request", "", "the traces that are exported at once",
                               workers_of<export_request>}},
                  .takes_base_path = true};
  for (const route& r : routes) out.routes.push_back({r.method, r.path, r.object, ""});
  return out;
}

} // namespace tool::systems
