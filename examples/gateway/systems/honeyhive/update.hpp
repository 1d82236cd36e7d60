// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "systems/honeyhive/common.hpp"

#include "assay/error/report.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::honeyhive {

/// A request to change an event that is stored.
struct event_change {
  std::string_view id;
  std::optional<std::string> session{}; ///< that the query names
  std::string_view update;              ///< an object
  std::size_t max_bytes;                ///< of the event afterwards
};

/// Says why an event may not become another; a null pointer when it may. Both are texts of events,
/// the one that is stored first.
using event_judge =
    std::function<const assay::report*(std::string_view before, std::string_view after)>;

/// Changes the one event, and answers: 409 when several sessions have its id and the request names
/// none, 422 when the event would not be one any more. Throws bad_request.
response update_event(event_store& store, const event_change& c, const event_judge& judge);

} // namespace gateway::honeyhive
