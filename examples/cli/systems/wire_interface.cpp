// SPDX-License-Identifier: BSL-1.0
#include "systems/wire_interface.hpp"

#include "assay/version.hpp"

#include <algorithm>

namespace tool {
namespace {

/// Returns the type of the object of that name in the dialect of the route.
const assay::type_schema* type_of(const wire_system& system, const wire_route& route,
                                  std::string_view object) {
  for (const wire_object& o : system.objects)
    if (o.name == object && system.is_meant(o.dialect, route.dialect)) return o.type;
  return nullptr;
}

} // namespace

std::vector<std::string_view> interfaces_of(const wire_system& system) {
  std::vector<std::string_view> out;
  const auto add = [&](const wire_route& r) {
    if (std::find(out.begin(), out.end(), r.dialect) == out.end()) out.push_back(r.dialect);
  };
  std::for_each(system.routes.begin(), system.routes.end(), add);
  std::for_each(system.batch_routes.begin(), system.batch_routes.end(), add);
  return out;
}

assay::openapi_description interface_of(const wire_system& system, std::string_view dialect) {
  assay::openapi_description out{.title = system.api.title,
                                 .version = system.api.version,
                                 .server = system.api.server,
                                 .key_header = system.api.key_header};
  for (const wire_dialect& d : system.dialects)
    if (d.name == dialect) out.version = d.version;
  if (out.version.empty()) out.version = assay::version; // the version of the document instead
  const auto add = [&](const wire_route& r) {
    if (!system.is_meant(r.dialect, dialect)) return;
    out.routes.push_back(assay::openapi_route_of(
        r, [&](std::string_view object) { return type_of(system, r, object); }));
  };
  std::for_each(system.routes.begin(), system.routes.end(), add);
  std::for_each(system.batch_routes.begin(), system.batch_routes.end(), add);
  return out;
}

} // namespace tool
