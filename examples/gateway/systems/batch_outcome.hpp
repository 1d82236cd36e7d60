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

/// Stores the accepted events that have no key to be known by, each under a new one, in their
/// session, or in `otherwise` where they name none.
void store_without_key(event_store& store, const assay::batch_verdict& v, const batch_place& place,
                       std::string_view otherwise);

/// Whether what stands in a batch beside its events is what T has there, whose member for the
/// events is `member`: the validator's report says why not. `text`: the whole body, which decides
/// when it has no such member.
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

/// What makes a body of one event of such a batch: all that stands around it.
std::string prefix_of(const assay::batch_body& body, std::string_view member);

/// The status of a request that holds one object: 422 for JSON that is not such an object, 400 for
/// what is not even JSON.
int status_of(const assay::report& why);

/// `{"detail":...}` with the first violation.
response refusal_for(int status, const assay::report& why);

/// The characters of a member of an event that may be anything, when it is a string.
std::optional<std::string> string_member(std::string_view event, std::string_view name);

/// Puts a body into quarantine whole, for these violations.
void reject_body(event_store& store, std::string_view body, const assay::report& why, int status,
                 const batch_place& place);

/// The answer to a batch in the form that the query asks for: `?results=each` a status for each.
response answer_to(const assay::batch_verdict& v, std::string_view query);

} // namespace gateway
