// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

#include "assay/common/producttelemetry.hpp"
#include "assay/producttelemetry.hpp"

#include <string_view>

namespace tool::systems {

wire_system producttelemetry() {
  using namespace assay::producttelemetry;
  wire_system out{.name = "producttelemetry",
                  .about = "usage events of a product, and the requests of its clients",
                  .standard = "event",
                  .api = api,
                  .takes_base_path = true};
  for_each_object(
      [&]<class T>(std::string_view name) { out.objects.push_back(wire_object_of<T>(name)); });
  for (const route& r : routes) out.routes.push_back(wire_route_of(r));
  return out;
}

} // namespace tool::systems
