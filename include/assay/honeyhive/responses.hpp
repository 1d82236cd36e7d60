// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/event.hpp"

#include <concepts>

namespace assay::honeyhive {

/// The response to the request that starts a session. Version 1.0.4 names only the session's id.
template <dialect D>
struct session_response {
  template <class T>
  /// A member that version 1.0.4 lacks.
  using member = detail::member_if<D != dialect::v0, T>;
  /// A string that may be null.
  using text = optional_or_null<std::string>;
  /// Free-form JSON.
  using any = std::optional<raw_json>;

  member<text> event_id{};
  text session_id{};
  member<text> parent_id{};
  member<std::optional<std::vector<std::string>>> children_ids{};
  member<text> event_type{};
  member<text> event_name{};
  member<any> config{};
  member<any> inputs{};
  member<any> outputs{};
  member<text> error{};
  member<text> source{};
  member<optional_or_null<number>> duration{};
  member<any> user_properties{};
  member<any> metrics{};
  member<any> feedback{};
  member<any> metadata{};
  member<std::optional<std::string>> org_id{};
  member<std::optional<std::string>> workspace_id{};
  member<std::optional<std::string>> project_id{};
  member<optional_or_null<number>> start_time{};
  member<optional_or_null<number>> end_time{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(session_response, (),
                       (event_id, session_id, parent_id, children_ids, event_type, event_name,
                        config, inputs, outputs, error, source, duration, user_properties, metrics,
                        feedback, metadata, org_id, workspace_id, project_id, start_time, end_time,
                        additional),
                       (), ())
  friend bool operator==(const session_response&, const session_response&) = default;
};

/// The response to a request with one event.
template <dialect D>
struct event_response {
  std::optional<bool> success{};
  std::optional<std::string> event_id{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(event_response, (), (success, event_id, additional), (), ())
  friend bool operator==(const event_response&, const event_response&) = default;
};

/// The response to a batch: the events' ids in order, and the id of their session if they share
/// one.
template <dialect D>
struct batch_response {
  std::optional<std::vector<std::string>> event_ids{};
  std::optional<std::string> session_id{};
  std::optional<bool> success{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(batch_response, (), (event_ids, session_id, success, additional), (), ())
  friend bool operator==(const batch_response&, const batch_response&) = default;
};

/// The response with HTTP status 500 to a batch with some rejected events. The data plane does not
/// specify it.
struct partial_failure {
  std::optional<std::vector<std::string>> event_ids{};
  std::optional<std::vector<std::string>> errors{};
  std::optional<bool> success{};
  additional_members additional{};
  friend bool operator==(const partial_failure&, const partial_failure&) = default;
};
BOOST_DESCRIBE_STRUCT(partial_failure, (), (event_ids, errors, success, additional))

/// The response to the events of the session in the path.
struct session_events_response {
  std::optional<bool> success{};
  additional_members additional{};
  friend bool operator==(const session_events_response&, const session_events_response&) = default;
};
BOOST_DESCRIBE_STRUCT(session_events_response, (), (success, additional))

template <dialect D>
consteval auto rules_of(const session_response<D>*) {
  using r = session_response<D>;
  constexpr bool v0 = D == dialect::v0,
                 data_plane = specification_of(D) == specification::data_plane;
  constexpr level id = data_plane ? level::published : level::strict;
  return rules(described_as("Session response", "The response to the start of a session."),
               field<&r::event_id>("The id of the session's own event.",
                                   required_from(data_plane ? level::published : never)),
               field<&r::session_id>("The session's id.", required_from(id),
                                     not_null(v0 ? level::reference : never)),
               field<&r::parent_id>("The id of the session's parent, if any."),
               field<&r::children_ids>("The ids of the child events.", not_null()),
               field<&r::event_type>("The type of the span: session."),
               field<&r::event_name>("The name of the session."),
               field<&r::config>("The configuration."), field<&r::inputs>("The inputs."),
               field<&r::outputs>("The outputs."), field<&r::error>("The error message."),
               field<&r::source>("The source."),
               field<&r::duration>("The duration in milliseconds."),
               field<&r::user_properties>("Data about the user."),
               field<&r::metrics>("Measurements of the session."),
               field<&r::feedback>("The users' feedback."),
               field<&r::metadata>("Free-form data that the producer attached to the session."),
               field<&r::org_id>("The id of the organization.", required_from(level::published)),
               field<&r::workspace_id>("The id of the workspace.", required_from(level::published)),
               field<&r::project_id>("The id of the project.", required_from(level::published)),
               field<&r::start_time>("The start of the session."),
               field<&r::end_time>("The end of the session."));
}

template <dialect D>
consteval auto rules_of(const event_response<D>*) {
  using r = event_response<D>;
  constexpr bool v0 = D == dialect::v0,
                 data_plane = specification_of(D) == specification::data_plane;
  return rules(described_as("Event response", "The response to an event."),
               field<&r::success>("Whether the event was accepted.",
                                  required_from(v0 ? level::strict : level::published), not_null()),
               field<&r::event_id>("The event's id.",
                                   required_from(data_plane ? level::published : level::strict),
                                   not_null()));
}

template <dialect D>
consteval auto rules_of(const batch_response<D>*) {
  using r = batch_response<D>;
  constexpr level needed = D == dialect::v0 ? level::strict : level::published;
  return rules(
      described_as("Batch response", "The response to a batch."),
      field<&r::event_ids>("The events' ids.", required_from(needed), not_null()),
      field<&r::session_id>("The session that the events share.", not_null()),
      field<&r::success>("Whether the events were accepted.", required_from(needed), not_null()));
}

template <class T = partial_failure>
consteval auto rules_of(const partial_failure*) {
  using r = T;
  return rules(described_as("Partial failure",
                            "The response to a batch of which some events were rejected."),
               field<&r::event_ids>("The ids of the accepted events.", required_from(level::strict),
                                    not_null()),
               field<&r::errors>("The errors of the other events.", required_from(level::strict),
                                 not_null()),
               field<&r::success>("Is true although some events were rejected.", not_null()));
}

template <class T = session_events_response>
consteval auto rules_of(const session_events_response*) {
  return rules(described_as("Session events response",
                            "The response to the events of the session in the path."),
               field<&T::success>("Whether the events were accepted.",
                                  required_from(level::published), not_null()));
}

} // namespace assay::honeyhive
