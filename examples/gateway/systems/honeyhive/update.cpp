// SPDX-License-Identifier: BSL-1.0
#include "systems/honeyhive/update.hpp"

#include "systems/batch_outcome.hpp"

#include "assay/json/json_text.hpp"
#include "assay/json/walk.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace gateway::honeyhive {
namespace {

/// A member of an object: its name as written and decoded, and its value.
struct member {
  std::string written, name, value;
};

std::vector<member> members_of(std::string_view object) {
  std::vector<member> out;
  assay::for_each_member(object, [&](std::string_view name, std::string_view value) {
    const std::string quoted = '"' + std::string(name) + '"';
    out.push_back({std::string(name), assay::json_text(quoted).to_string(), std::string(value)});
  });
  return out;
}

std::string object_of(const std::vector<member>& all) {
  std::string out("{");
  for (const member& m : all) {
    if (out.size() > 1) out += ',';
    out.append("\"").append(m.written).append("\":").append(m.value);
  }
  return out.append(1, '}');
}

/// Returns whether the member identifies an event. An update does not change these members.
bool is_identity(std::string_view name) { return name == "event_id" || name == "session_id"; }

/// Returns the object with the members of `change`. Members of equal name are replaced, and new
/// members are appended. `depth`: the depth to which nested objects are merged in the same way.
std::string merged(std::string_view object, std::string_view change, int depth) {
  std::vector<member> all = members_of(object);
  for (member& m : members_of(change)) {
    if (depth > 0 && is_identity(m.name)) continue;
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const member& other) { return other.name == m.name; });
    if (same == all.end()) all.push_back(std::move(m));
    else if (depth > 0 && same->value.starts_with('{') && m.value.starts_with('{'))
      same->value = merged(same->value, m.value, depth - 1);
    else same->value = std::move(m.value);
  }
  return object_of(all);
}

/// Returns the text of the member that identifies the event to update, or nothing.
std::optional<std::string> identity_in(std::string_view update, std::string_view name) {
  for (const member& m : members_of(update)) {
    if (m.name != name) continue;
    const assay::json_text value(m.value);
    if (!value.is_string()) throw bad_request(std::string(name) + ": expected a string");
    return value.to_string();
  }
  return std::nullopt;
}

/// Returns the session that the request names, in its query or its body.
std::optional<std::string> session_named(const event_change& c) {
  const auto in_body = identity_in(c.update, "session_id");
  if (c.session && in_body && c.session != in_body)
    throw bad_request("session_id: the query and the body name different sessions");
  return c.session ? c.session : in_body;
}

} // namespace

response update_event(event_store& store, const event_change& c, const event_check& check) {
  if (const auto own = identity_in(c.update, "event_id"); own && *own != c.id)
    throw bad_request("event_id: the path names a different event");
  const auto found = store.find_events(system_name, c.id, session_named(c));
  if (found.empty()) return refusal(404, "no event has this id");
  if (found.size() > 1)
    return refusal(409, "several sessions have an event with this id: select one with session_id");
  const std::string after = merged(found[0].text, c.update, 1);
  if (after.size() > c.max_bytes)
    return refusal(422, "the event would exceed the maximum size of a body");
  if (const assay::report* const why = check(found[0].text, after)) {
    reject_body(store, c.update, *why, 422, {.system = system_name, .session = found[0].session});
    return refusal_for(422, *why);
  }
  store.replace_event(system_name, found[0].session, c.id, after);
  return {.body = R"({"success":true})"};
}

} // namespace gateway::honeyhive
