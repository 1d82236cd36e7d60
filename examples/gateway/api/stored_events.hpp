// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "store/database.hpp"

#include "assay/timeline/event_log.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gateway {

/// Which events of a session are meant.
struct stored_session {
  std::string system;
  std::string session;
  std::optional<std::string> after{}; ///< the place of the one before the first
  std::optional<std::size_t> limit{};
};

/// Whether anything is stored of the session.
bool is_known(database& db, const std::string& system, const std::string& session);

/// Calls `use(place, event)` for the events in their order until it gives false: by their number
/// where the system has one, else as they came. The place is that number.
void for_each_event(database& db, const stored_session& of,
                    const std::function<bool(std::string_view, std::string_view)>& use);

/// Puts the events of a system other than Promptetheus into the log. False when that is full.
bool fill_by_records(assay::timeline::event_log& log, database& db, const stored_session& of);

} // namespace gateway
