// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/json_text.hpp"
#include "assay/json/members.hpp"
#include "assay/schema/formats/dotted_name.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace assay::trajectory {

/// One event of product telemetry: an action of an agent, a tool or a user.
///
/// Treat it as immutable: `make_event` makes an event, and `with_trajectory_id` makes another one
/// with the id that the backend assigns later.
struct telemetry_event {
  std::string event_type{};
  std::string session_id{};
  std::optional<raw_object> properties{};
  std::optional<std::string> event_id{};
  std::optional<std::string> timestamp{};
  optional_or_null<std::string> user_id{};
  optional_or_null<std::string> trajectory_id{};
  optional_or_null<std::string> trace_id{};
  std::optional<std::string> source{};
  optional_or_null<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const telemetry_event&, const telemetry_event&) = default;
};
BOOST_DESCRIBE_STRUCT(telemetry_event, (),
                      (event_type, session_id, properties, event_id, timestamp, user_id,
                       trajectory_id, trace_id, source, metadata, additional))

template <class T = telemetry_event>
consteval auto rules_of(const telemetry_event*) {
  constexpr auto published = enforced_from(level::published);
  return rules(
      described_as("Telemetry event",
                   "One telemetry event: an action of an agent, a tool or a user."),
      all_enforced_from(level::reference),
      field<&T::event_type>("What happened, as a dotted name: `user.accept`, `tool_call`.",
                            min_length(1), format(text_format::dotted_name, level::strict)),
      field<&T::session_id>(
          "The session that groups events; the `trace_id` if a trace context made the event.",
          min_length(1)),
      field<&T::properties>("Free-form data about the event.", published, not_null()),
      field<&T::event_id>("The idempotency key, by which duplicates are detected.", published,
                          min_length(1), not_null(), required_from(level::strict)),
      field<&T::timestamp>("The time of the event, in ISO 8601.", published,
                           format(text_format::date_time, level::strict), not_null(),
                           required_from(level::strict)),
      field<&T::user_id>("The user of the agent.", published),
      field<&T::trajectory_id>("The backend's id of the stored trajectory, known after its upload.",
                               published),
      field<&T::trace_id>("The producer's id of the trace, known before the upload.", published),
      field<&T::source>("The source of the event: \"sdk\".", published, not_null()),
      field<&T::metadata>("Context that is not a property of the event.", published));
}

/// Returns the event with the id of the stored trajectory that it belongs to.
inline telemetry_event with_trajectory_id(telemetry_event e, std::string_view trajectory_id) {
  e.trajectory_id.emplace(trajectory_id);
  return e;
}

} // namespace assay::trajectory
