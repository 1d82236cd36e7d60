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

/// A request to change a stored event.
struct event_change {
  std::string_view id;
  std::optional<std::string> session{}; ///< the session that the query names
  std::string_view update;              ///< the text of an object
  std::size_t max_bytes;                ///< the limit of the changed event
};

/// Returns the report if a stored event must not change in this way, or null. `before` and `after`
/// are texts of events.
using event_check =
    std::function<const assay::report*(std::string_view before, std::string_view after)>;

/// Changes the event and responds: 409 if several sessions have its id and the request names none,
/// 422 if the result would be an invalid event. Throws bad_request.
response update_event(event_store& store, const event_change& c, const event_check& check);

} // namespace gateway::honeyhive
