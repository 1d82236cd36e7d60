// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/trajectory/stored_trajectory.hpp"
#include "assay/trajectory/telemetry_event.hpp"

namespace assay::trajectory {

/// Calls `f.template operator()<T>(name)` for each top-level wire object of the system:
/// `telemetry_event` as "event".
template <class F>
constexpr void for_each_object(F f) {
  f.template operator()<telemetry_event>("event");
  f.template operator()<stored_trajectory>("stored_trajectory");
  f.template operator()<upload_receipt>("upload_receipt");
}

} // namespace assay::trajectory
