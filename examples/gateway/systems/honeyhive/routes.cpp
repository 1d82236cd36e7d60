// SPDX-License-Identifier: BSL-1.0
#include "systems/honeyhive/handlers.hpp"
#include "systems/systems.hpp"

namespace gateway {
namespace {

void add_routes(router& to, const settings& s, assay::honeyhive::specification of) {
  for (std::size_t i = 0; i < assay::honeyhive::routes.size(); ++i) {
    const assay::honeyhive::route& r = assay::honeyhive::routes[i];
    if (r.specification != of) continue;
    assay::honeyhive::visit_route(i, [&]<class T>() {
      to.add({std::string(r.method), std::string(r.path),
              honeyhive::handler_for(s, static_cast<const T*>(nullptr))});
    });
  }
}

} // namespace

/// Adds the routes of the selected specification, and then those that only the newest specification
/// has.
void add_honeyhive(router& to, const settings& s) {
  add_routes(to, s, s.honeyhive);
  if (s.honeyhive != assay::honeyhive::specification::data_plane)
    add_routes(to, s, assay::honeyhive::specification::data_plane);
}

} // namespace gateway
