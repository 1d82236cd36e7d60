// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/wire_system.hpp"

#include "assay/export/openapi_description.hpp"

#include <string_view>
#include <vector>

namespace tool {

/// The dialects in which the system has routes, each an interface of its own. One without a name
/// where it has no dialects; none where it has no routes.
std::vector<std::string_view> interfaces_of(const wire_system& system);

/// The routes of the system in a dialect, or in those that it stands for.
assay::openapi_description interface_of(const wire_system& system, std::string_view dialect);

} // namespace tool
