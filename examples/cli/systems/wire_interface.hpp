// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

#include "assay/export/openapi_description.hpp"

#include <string_view>
#include <vector>

namespace tool {

/// Returns the dialects in which the system has routes; each is a separate interface. Returns one
/// empty name if the system has no dialects, and nothing if it has no routes.
std::vector<std::string_view> interfaces_of(const wire_system& system);

/// Returns the routes of the system in a dialect, or in the dialects that are part of it.
assay::openapi_description interface_of(const wire_system& system, std::string_view dialect);

} // namespace tool
