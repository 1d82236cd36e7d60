// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http/message.hpp"
#include "store/event_store.hpp"

#include "assay/batch/body.hpp"
#include "assay/batch/verdict.hpp"
#include "assay/json/validator.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gateway {

/// The target of the events of a batch.
struct batch_place {
  std::string_view system;
  std::string_view session{}; ///< the session of all events; empty: each event has its own
  std::string_view prefix{};  ///< the text before an event in the body for a retry
  std::string_view suffix{};
  std::string_view session_member = "session_id"; ///< of a rejected event
  std::string_view client_member{};               ///< of a rejected event; empty: none
};

/// Counts the outcomes of a batch and quarantines the rejected events with their violations, or the
/// whole body if it could not be read.
void settle(event_store& store, const assay::batch_verdict& v, std::string_view body,
            const batch_place& place);

/// Stores the accepted events that have no key, each under a new key, in their session or in
/// `otherwise` if they name none.
void store_without_key(event_store& store, const assay::batch_verdict& v, const batch_place& place,
                       std::string_view otherwise);

/// Returns whether the members of a batch other than its events match T, whose event member is
/// `member`; the report of the validator has the reasons. `text`: the whole body, which is checked
/// instead if it has no such member.
template <class T>
bool check_around(assay::validator<T>& whole, const assay::batch_body& body,
                  std::string_view member, std::string_view text) {
  if (body.form() == assay::body_form::none) return whole.check(text);
  std::string around("{\"");
  around.append(member).append("\":[]");
  for (const auto& [name, value] : body.others())
    around.append(",\"").append(name).append("\":").append(value.text());
  return whole.check(std::string_view(around.append(1, '}')));
}

/// Returns the text around an event that makes a body of this event.
std::string prefix_of(const assay::batch_body& body, std::string_view member);

/// Returns the status of a rejected request with one object: 422 for JSON that is not a valid
/// object of its type, 400 for invalid JSON.
int status_of(const assay::report& why);

/// Returns `{"detail":...}` with the first violation.
response refusal_for(int status, const assay::report& why);

/// Returns the characters of a member of an unchecked event, if the member is a string.
std::optional<std::string> string_member(std::string_view event, std::string_view name);

/// Quarantines a whole body with these violations.
void reject_body(event_store& store, std::string_view body, const assay::report& why, int status,
                 const batch_place& place);

/// Returns the response to a batch in the form that the query selects: `?results=each` gives a
/// status for each event.
response answer_to(const assay::batch_verdict& v, std::string_view query);

} // namespace gateway
