// SPDX-License-Identifier: BSL-1.0
#include "systems/honeyhive/common.hpp"

#include "assay/honeyhive/responses.hpp"
#include "assay/identity/derived_event_id.hpp"
#include "assay/identity/system_source.hpp"
#include "assay/json/json_output.hpp"
#include "assay/json/walk.hpp"
#include "assay/json/write.hpp"

#include <stdexcept>

namespace gateway::honeyhive {
namespace {

template <class T>
response answer_with(const T& value, int status = 200) {
  assay::text_buffer out;
  if (!write(value, out)) throw std::runtime_error("a response cannot be written");
  return {.status = status, .body = std::string(out.view())};
}

/// Returns an id that exists and is not empty.
std::string id_in(std::string_view object, std::string_view name) {
  return string_member(object, name).value_or("");
}

response refuse_conflict(event_store& store, std::string_view body, const std::string& session) {
  assay::violation v{.code = assay::code::key_conflict, .path = "/event_id"};
  v.actual = assay::kind::string;
  const assay::report why(false, false, {std::move(v)});
  reject_body(store, body, why, 409, {.system = system_name, .session = session});
  return refusal_for(409, why);
}

} // namespace

std::string new_id() { return assay::random_uuid().str(); }

std::string session_of(std::string_view event_id) {
  static const auto name_space = assay::event_id_namespace("honeyhive.gateway.assay");
  return assay::derive_event_id(name_space, event_id).str();
}

response add_event(event_store& store, std::string_view event, std::string_view body) {
  std::string id = id_in(event, "event_id"), session = id_in(event, "session_id");
  if (id.empty()) id = new_id();
  if (session.empty()) session = session_of(id);
  switch (store.add({.system = system_name, .session = session, .key = id, .text = event})) {
  case assay::dedupe_outcome::first: store.count(system_name, "accepted", ""); break;
  case assay::dedupe_outcome::duplicate: store.count(system_name, "duplicate", ""); break;
  case assay::dedupe_outcome::collision:
  case assay::dedupe_outcome::conflict: return refuse_conflict(store, body, session);
  }
  return answer_with(
      wire::event_response<wire::dialect::v1>{.success = true, .event_id = std::move(id)});
}

response start_session(event_store& store, std::string_view session) {
  std::string id = id_in(session, "session_id");
  if (id.empty()) id = new_id();
  const auto name = string_member(session, "session_name");
  store.open({.system = system_name, .session = id, .agent = name, .body = session});
  wire::session_response<wire::dialect::v1> out;
  out.event_id = id;
  out.session_id = id;
  out.event_type = "session";
  if (name) out.event_name = *name;
  out.org_id = out.workspace_id = out.project_id = "gateway";
  return answer_with(out);
}

std::string shared_session(const assay::batch_body& body) {
  bool is_shared = false;
  std::string of_properties, of_session;
  for (const auto& [name, value] : body.others()) {
    if (name == "single_session" || name == "is_single_session")
      is_shared = is_shared || value.text() == "true";
    if (name == "session_properties") of_properties = id_in(value.text(), "session_id");
    if (name == "session") of_session = id_in(value.text(), "session_id");
  }
  if (!is_shared) return {};
  if (!of_properties.empty()) return of_properties;
  if (!of_session.empty()) return of_session;
  for (const std::string_view event : body.events())
    if (std::string own = id_in(event, "session_id"); !own.empty()) return own;
  for (const std::string_view event : body.events())
    if (const std::string id = id_in(event, "event_id"); !id.empty()) return session_of(id);
  return new_id();
}

response finish_batch(event_store& store, const assay::batch_verdict& v, window& seen,
                      const request& r, const batch_place& place) {
  settle(store, v, r.body, place);
  if (!v.readable()) return refusal_for(400, v.body_report());
  std::vector<std::string> ids, errors;
  auto rejected = v.rejected().begin();
  for (const assay::checked_event& e : v.events()) {
    if (e.what == assay::outcome::rejected) {
      errors.push_back("event " + std::to_string(rejected->index) + ": " + rejected->reason);
      ++rejected;
      continue;
    }
    std::string id = e.idempotency_key.is_string() ? e.idempotency_key.to_string() : std::string();
    if (id.empty() && e.idempotency_key.is_string() && !seen.generated.empty()) {
      id = std::move(seen.generated.front());
      seen.generated.pop_front();
    } else if (id.empty()) {
      id = new_id();
      const std::string own = e.session_id.to_string(), otherwise = session_of(id);
      const std::string_view session = !place.session.empty() ? place.session
                                       : own.empty()          ? otherwise
                                                              : std::string_view(own);
      store.add({.system = system_name, .session = session, .key = id, .text = e.text});
    }
    ids.push_back(std::move(id));
  }
  if (errors.empty()) {
    wire::batch_response<wire::dialect::v1> out{.event_ids = std::move(ids), .success = true};
    if (!place.session.empty()) out.session_id = std::string(place.session);
    return answer_with(out);
  }
  const bool is_partial = !ids.empty();
  return answer_with(wire::partial_failure{.event_ids = std::move(ids),
                                           .errors = std::move(errors),
                                           .success = is_partial},
                     is_partial ? 500 : 400);
}

} // namespace gateway::honeyhive
