// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

#include "assay/common/noveum.hpp"
#include "assay/noveum.hpp"

#include <string_view>

namespace tool::systems {

wire_system noveum() {
  using namespace assay::noveum;
  wire_system out{.name = "noveum",
                  .about = "traces of spans, with the events of each span",
                  .standard = "",
                  .api = api,
                  .takes_base_path = true};
  for_each_object([&]<class T>(std::string_view name) {
    wire_object& o = out.objects.emplace_back(wire_object_of<T>(name));
    if (name == "trace" || name == "span") o.noun = name;
  });
  for (const route& r : routes) out.routes.push_back(wire_route_of(r));
  return out;
}

} // namespace tool::systems
