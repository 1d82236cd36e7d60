// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "metrics.hpp"
#include "router.hpp"
#include "settings.hpp"

#include <functional>

namespace gateway {

/// Adds `GET /api/traces/{session_id}/events` and `/timeline`.
void add_trace_reading(router& to);
/// Adds `/healthz` and `/metrics`. `waiting`: the number of requests that wait for the writer.
/// `is_well`: whether the writer can store.
void add_operations(router& to, const metrics& counted, std::function<std::size_t()> waiting,
                    std::function<bool()> is_well);

/// Adds `/api/sessions`.
void add_sessions(router& to);
/// Adds `/api/quarantine` and the paths below it. The router must not move.
void add_quarantine(router& to);
/// Adds `/` and the files of its page.
void add_page(router& to);

} // namespace gateway
