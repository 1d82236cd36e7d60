// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <string>
#include <vector>

namespace assay::promptetheus {

/// The body of the request that opens a trace, `POST /api/traces`: the data of a session.
///
/// The backend checks no type and accepts `{}`, so no member is required at `reference`. The client
/// sends all seven members, with explicit nulls. A `session` is opened with a trace, which it
/// completes in the same way.
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
      described_as("Trace", "The body that opens a trace: the data of a session."),
      field<&T::id>("The session's id, usually a ULID. If it is missing, the backend makes one.",
                    min_length(1), required_from(level::strict)),
      field<&T::agent>("The agent's name.", required_from(level::strict)),
      field<&T::user_goal>("What the user wants to achieve.", required_from(level::strict)),
      field<&T::project_id>("The project; the backend uses the project of the API key instead."),
      field<&T::environment>("The environment, such as production or staging."),
      field<&T::metadata>("Free-form data that the producer attached to the session."),
      field<&T::tags>("Labels for searching."));
}

} // namespace assay::promptetheus
