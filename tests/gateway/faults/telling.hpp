// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "gateway/faults/account.hpp"

#include <assay/batch/push.hpp>

#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

namespace gateway_test {

/// Records the results of a push of these events. An event that was rejected temporarily has no
/// result. Throws if the counts do not add up.
inline void settle(std::span<sent_event* const> events, const assay::push_result& r) {
  std::vector<told> what(events.size(), told::stored);
  for (const assay::push_error& e : r.errors) {
    what.at(e.index) = told::skipped;
    events[e.index]->reason = e.message;
  }
  for (const assay::event_rejection& e : r.rejected) {
    what.at(e.index) = e.is_permanent ? told::rejected : told::nothing;
    events[e.index]->status = e.status;
    events[e.index]->reason = e.reason;
  }
  for (const assay::unpushed_event& e : r.unpushed) what.at(e.index) = told::nothing;
  std::size_t stored = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i]->what = what[i];
    stored += what[i] == told::stored;
  }
  if (r.pushed + r.duplicates != stored || r.events() != events.size())
    throw std::logic_error("a push_result that does not add up");
}

} // namespace gateway_test
