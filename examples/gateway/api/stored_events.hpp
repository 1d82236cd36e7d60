// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"

#include "assay/timeline/event_log.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gateway {

/// A selection of events of a session.
struct stored_session {
  std::string system;
  std::string session;
  std::optional<std::string> after{}; ///< the position of the event before the first
  std::optional<std::size_t> limit{};
};

/// Returns whether the session is stored.
bool is_known(database& db, const std::string& system, const std::string& session);

/// Calls `use(place, event)` for the events in their order until it returns false. The order is
/// that of their numbers if the system has numbers, otherwise that of arrival. The place is that
/// number.
void for_each_event(database& db, const stored_session& of,
                    const std::function<bool(std::string_view, std::string_view)>& use);

/// Adds the events of a system other than Promptetheus to the log. Returns false if the log is
/// full.
bool fill_by_records(assay::timeline::event_log& log, database& db, const stored_session& of);

} // namespace gateway
