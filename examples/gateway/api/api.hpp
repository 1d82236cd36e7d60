// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "metrics.hpp"
#include "router.hpp"
#include "settings.hpp"

#include <functional>

namespace gateway {

/// `GET /api/traces/{session_id}/events` and `/timeline`.
void add_trace_reading(router& to);
/// `/healthz` and `/metrics`. `waiting`: how many requests wait for the writer. `is_well`: whether
/// it can store.
void add_operations(router& to, const metrics& counted, std::function<std::size_t()> waiting,
                    std::function<bool()> is_well);

/// `/api/sessions`.
void add_sessions(router& to);
/// `/api/quarantine` and below. The router must stay where it is.
void add_quarantine(router& to);
/// `/`, and what its page needs.
void add_page(router& to);

} // namespace gateway
