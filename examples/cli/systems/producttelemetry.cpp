#include "systems.hpp"

#include "assay/common/producttelemetry.hpp"
#include "assay/producttelemetry.hpp"

namespace tool::systems {

wire_system producttelemetry() {
  using namespace assay::producttelemetry;
  wire_system out{
      .name = "producttelemetry",
      .about = "events of a product's use, and what its clients ask for",
      .standard = "event",
      .objects = {{"event", "", "a track or error event", workers_of<event>, "event"},
                  {"ingest_request", "", "a flush of events", workers_of<ingest_request>},
                  {"identify_request", "", "which user a client is", workers_of<identify_request>},
                  {"deletion_request", "", "which client is to be forgotten",
                   workers_of<deletion_request>}},
      .takes_base_path = true};
  for (const route& r : routes) out.routes.push_back({r.method, r.path, r.object, ""});
  return out;
}

} // namespace tool::systems
