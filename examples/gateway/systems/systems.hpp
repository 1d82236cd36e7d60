// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "router.hpp"
#include "settings.hpp"

namespace gateway {

// Each function adds the routes of one system, which routes.hpp of the system lists.
void add_promptetheus(router& to, const settings& s);
void add_honeyhive(router& to, const settings& s);
void add_trajectory(router& to, const settings& s);
void add_producttelemetry(router& to, const settings& s);
void add_noveum(router& to, const settings& s);

/// Adds the routes of all systems.
void add_systems(router& to, const settings& s);

} // namespace gateway
