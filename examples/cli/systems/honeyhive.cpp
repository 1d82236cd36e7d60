// SPDX-License-Identifier: BSL-1.0
#include "systems/systems.hpp"

#include "assay/common/honeyhive.hpp"
#include "assay/honeyhive.hpp"

#include <string_view>

namespace tool::systems {

wire_system honeyhive() {
  using namespace assay::honeyhive;
  wire_system out{.name = "honeyhive",
                  .about = "sessions, events of models, tools and chains, and batches of events",
                  .standard = "",
                  .api = api_of(specification::v0)};
  for (const auto specification :
       {specification::v0, specification::public_api, specification::data_plane})
    out.dialects.push_back({name_of(specification), "", version_of(specification)});
  for (const auto d : {dialect::legacy, dialect::v1})
    out.dialects.push_back(
        {name_of(d), name_of(specification_of(d)), version_of(specification_of(d))});

  for_each_object([&]<class T>(std::string_view name, dialect d) {
    out.objects.push_back(wire_object_of<T>(name, name_of(d)));
  });
  for (const route& r : routes) out.routes.push_back(wire_route_of(r, name_of(r.dialect)));
  return out;
}

} // namespace tool::systems
