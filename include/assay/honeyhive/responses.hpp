// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/event.hpp"

#include <concepts>

namespace assay::honeyhive {

/// The answer to the request that starts a session. Version 1.0.4 names its id alone.
template <dialect D>
struct session_response {
  template <class T>
  using member = detail::member_if<D != dialect::v0, T>;
  using text = optional_or_null<std::string>;
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

/// The answer to a request that holds one event.
template <dialect D>
struct event_response {
  std::optional<bool> success{};
  std::optional<std::string> event_id{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(event_response, (), (success, event_id, additional), (), ())
  friend bool operator==(const event_response&, const event_response&) = default;
};

/// The answer to a batch: the events' ids in their order, and their session's when they share one.
template <dialect D>
struct batch_response {
  std::optional<std::vector<std::string>> event_ids{};
  std::optional<std::string> session_id{};
  std::optional<bool> success{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(batch_response, (), (event_ids, session_id, success, additional), (), ())
  friend bool operator==(const batch_response&, const batch_response&) = default;
};

/// The answer, with HTTP's status 500, to a batch of which some events were refused. The data plane
/// publishes none.
struct partial_failure {
  std::optional<std::vector<std::string>> event_ids{}; ///< of those that were taken
  std::optional<std::vector<std::string>> errors{};
  std::optional<bool> success{};
  additional_members additional{};
  friend bool operator==(const partial_failure&, const partial_failure&) = default;
};
BOOST_DESCRIBE_STRUCT(partial_failure, (), (event_ids, errors, success, additional))

/// The answer to the events of a session that the path names.
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
  return rules(described_as("Session response", "The answer to the start of a session."),
               field<&r::event_id>("The id of the session's own event.",
                                   required_from(data_plane ? level::published : never)),
               field<&r::session_id>("The session's id.", required_from(id),
                                     not_null(v0 ? level::reference : never)),
               field<&r::parent_id>("The session's parent, if it has one."),
               field<&r::children_ids>("The events within it.", not_null()),
               field<&r::event_type>("What kind of span it is: session."),
               field<&r::event_name>("What it is called."), field<&r::config>("How it was set up."),
               field<&r::inputs>("What went in."), field<&r::outputs>("What came out."),
               field<&r::error>("What went wrong."), field<&r::source>("Where it comes from."),
               field<&r::duration>("How long it took, in milliseconds."),
               field<&r::user_properties>("Whom it served."),
               field<&r::metrics>("What was measured of it."),
               field<&r::feedback>("What users said of it."),
               field<&r::metadata>("What the producer attached to the session."),
               field<&r::org_id>("Whose it is.", required_from(level::published)),
               field<&r::workspace_id>("In which workspace.", required_from(level::published)),
               field<&r::project_id>("Of which project.", required_from(level::published)),
               field<&r::start_time>("When it began."), field<&r::end_time>("When it ended."));
}

template <dialect D>
consteval auto rules_of(const event_response<D>*) {
  using r = event_response<D>;
  constexpr bool v0 = D == dialect::v0,
                 data_plane = specification_of(D) == specification::data_plane;
  return rules(described_as("Event response", "The answer to an event."),
               field<&r::success>("Whether the event was taken.",
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
      described_as("Batch response", "The answer to a batch."),
      field<&r::event_ids>("The events' ids.", required_from(needed), not_null()),
      field<&r::session_id>("The session that they share.", not_null()),
      field<&r::success>("Whether the events were taken.", required_from(needed), not_null()));
}

template <class T = partial_failure>
consteval auto rules_of(const partial_failure*) {
  using r = T;
  return rules(
      described_as("Partial failure", "The answer to a batch of which some events were refused."),
      field<&r::event_ids>("The ids of the events that were taken.", required_from(level::strict),
                           not_null()),
      field<&r::errors>("What was wrong with the others.", required_from(level::strict),
                        not_null()),
      field<&r::success>("True, although some were refused.", not_null()));
}

template <class T = session_events_response>
consteval auto rules_of(const session_events_response*) {
  return rules(described_as("Session events response",
                            "The answer to the events of a session that the path names."),
               field<&T::success>("Whether the events were taken.", required_from(level::published),
                                  not_null()));
}

} // namespace assay::honeyhive
