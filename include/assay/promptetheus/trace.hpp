// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <string>
#include <vector>

namespace assay::promptetheus {

/// The body of the request that opens a trace, `POST /api/traces`: the session as its backend knows
/// it.
///
/// The backend checks no type and takes `{}`, so at `reference` nothing is needed; the client sends
/// all seven members, nulls explicit. A `session` is opened with one, and completes it so.
struct trace {
  optional_or_null<std::string> id{};
  optional_or_null<std::string> agent{};
  optional_or_null<std::string> user_goal{};
  optional_or_null<std::string> project_id{};
  optional_or_null<std::string> environment{};
  optional_or_null<raw_object> metadata{};
  optional_or_null<std::vector<std::string>> tags{};
  additional_members additional{};
  friend bool operator==(const trace&, const trace&) = default;
};
BOOST_DESCRIBE_STRUCT(trace, (),
                      (id, agent, user_goal, project_id, environment, metadata, tags, additional))

template <class T = trace>
consteval auto rules_of(const trace*) {
  return rules(
      described_as("Trace", "The body that opens a trace: the session as its backend knows it."),
      field<&T::id>("The session's id, usually a ULID. Given none, the backend makes one.",
                    min_length(1), required_from(level::strict)),
      field<&T::agent>("Which agent runs.", required_from(level::strict)),
      field<&T::user_goal>("What the user wants of it.", required_from(level::strict)),
      field<&T::project_id>("The project it belongs to; the backend takes the key's own instead."),
      field<&T::environment>("Where it runs: production, staging, ..."),
      field<&T::metadata>("What the producer attached to the session."),
      field<&T::tags>("Labels to find it by."));
}

} // namespace assay::promptetheus
