#pragma once

#include "http/message.hpp"
#include "store/event_store.hpp"

#include "assay/batch/verdict.hpp"

#include <string_view>

namespace gateway {

/// Where the events of a batch belong.
struct batch_place {
  std::string_view system;
  std::string_view session{}; ///< that all of them go to; empty: each to its own
  std::string_view prefix{};  ///< what makes a body of one event again
  std::string_view suffix{};
  std::string_view session_member = "session_id"; ///< of a rejected event
  std::string_view client_member{};               ///< of a rejected event; empty: there is none
};

/// Counts what came of a batch, and puts what was rejected into quarantine: events with their
/// violations, or the whole body when it could not be read.
void settle(event_store& store, const assay::batch_verdict& v, std::string_view body,
            const batch_place& place);

/// Puts a body into quarantine whole, for these violations.
void reject_body(event_store& store, std::string_view body, const assay::report& why, int status,
                 const batch_place& place);

/// The answer to a batch in the form that the query asks for: `?results=each` a status for each.
response answer_to(const assay::batch_verdict& v, std::string_view query);

} // namespace gateway
