// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/common/detail/members.hpp"
#include "assay/common/detail/times.hpp"
#include "assay/common/record.hpp"
#include "assay/trajectory/telemetry_event.hpp"

#include <vector>

namespace assay::common {

/// Appends the record of a Trajectory event. `attributes` has its properties. Linear in the event.
inline void append_records(std::vector<record>& out, const trajectory::telemetry_event& e) {
  record& r = out.emplace_back();
  r.system = "trajectory";
  r.kind = "event";
  r.name = e.event_type;
  r.id = detail::text_in(e.event_id);
  r.session = e.session_id;
  r.trace = detail::text_in(e.trace_id);
  if (e.timestamp) r.time = detail::time_of(*e.timestamp);
  if (e.properties) r.attributes = *e.properties;
}

} // namespace assay::common
