// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "router.hpp"
#include "settings.hpp"

namespace gateway {

// Each adds the routes of one system, as its routes.hpp in the library has them.
void add_promptetheus(router& to, const settings& s);
void add_honeyhive(router& to, const settings& s);
void add_trajectory(router& to, const settings& s);
void add_producttelemetry(router& to, const settings& s);
void add_noveum(router& to, const settings& s);

/// The routes of all systems.
void add_systems(router& to, const settings& s);

} // namespace gateway
