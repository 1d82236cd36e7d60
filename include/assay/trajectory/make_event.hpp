// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/system_source.hpp"
#include "assay/identity/instant.hpp"
#include "assay/trajectory/telemetry_event.hpp"

#include <chrono>
#include <string_view>
#include <utility>

namespace assay::trajectory {

/// Returns the event with defaults for everything that is absent, as the SDK sets them.
/// `properties` becomes `{}`, `event_id` becomes 32 hexadecimal digits of a random UUID,
/// `timestamp` becomes the current time in UTC, and `source` becomes "sdk"; other members become
/// null.
///
///     make_event({.event_type = "user.accept", .session_id = "s1"})
///
/// If a producer may send an event again after a crash, it must set `event_id` itself, with
/// `derive_event_id` from its own key; with a random id, the retry would be another event.
///
/// `random`: 16 bytes for the id. `timestamp` stays absent if RFC 3339 cannot express the time
/// (before the year 0 or after 9999). The event is not checked here: a push drops and reports
/// invalid events.
inline telemetry_event make_event(telemetry_event e,
                                  std::chrono::sys_time<std::chrono::microseconds> now,
                                  const random_bytes<16>& random) {
  if (!e.properties) e.properties.emplace();
  if (!e.event_id) e.event_id = random_event_id(random).str();
  if (!e.timestamp)
    if (const auto text = format_rfc3339(now)) e.timestamp = text->str();
  if (e.user_id.is_absent()) e.user_id.set_null();
  if (e.trajectory_id.is_absent()) e.trajectory_id.set_null();
  if (e.trace_id.is_absent()) e.trace_id.set_null();
  if (!e.source) e.source = "sdk";
  if (e.metadata.is_absent()) e.metadata.set_null();
  return e;
}

/// Returns the event with defaults from the system's time and random bytes.
inline telemetry_event make_event(telemetry_event e) {
  return make_event(std::move(e), system_now(), system_random<16>());
}

} // namespace assay::trajectory
