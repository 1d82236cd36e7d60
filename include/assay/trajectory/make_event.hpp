// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/identity/system_source.hpp"
#include "assay/identity/instant.hpp"
#include "assay/trajectory/telemetry_event.hpp"

#include <chrono>
#include <string_view>
#include <utility>

namespace assay::trajectory {

/// The event with a default for everything that was left out, as the SDK makes it: `properties`
/// `{}`, `event_id` 32 hexadecimal digits of a random UUID, `timestamp` now in UTC, `source` "sdk",
/// and null for the others.
///
///     make_event({.event_type = "user.accept", .session_id = "s1"})
///
/// A producer that may send again what it sent before a crash sets `event_id` itself, by
/// `derive_event_id` from its own key: a random id makes another event of the same one. `random`:
/// 16 bytes for the id. A time that RFC 3339 cannot write, before the year 0 or after 9999, leaves
/// `timestamp` out. Nothing is judged here: a push drops and reports what is invalid.
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

/// The same with the system's time and random bytes.
inline telemetry_event make_event(telemetry_event e) {
  return make_event(std::move(e), system_now(), system_random<16>());
}

} // namespace assay::trajectory
