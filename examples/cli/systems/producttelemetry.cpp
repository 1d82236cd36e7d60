#include "systems.hpp"

#include "assay/common/producttelemetry.hpp"
#include "assay/producttelemetry.hpp"

namespace tool::systems {

wire_system producttelemetry() {
  using namespace assay::producttelemetry;
  wire_system out{.name = "producttelemetry",
                  .about = "what a product's users do: tracked events, errors, identities, deletions",
                  .standard = "event",
                  .objects = {{"event", "", "one tracked event or error", workers_of<event>, "event"},
                              {"ingest_request", "", "a request of tracked events", workers_of<ingest_request>},
                              {"identify_request", "", "who a client is", workers_of<identify_request>},
                              {"deletion_request", "", "whose data is to be deleted", workers_of<deletion_request>}},
                  .takes_base_path = true};
  for (const route& r : routes) out.routes.push_back({r.method, r.path, r.object, ""});
  return out;
}

} // namespace tool::systems
