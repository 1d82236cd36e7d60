// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/session.hpp"

#include <concepts>
#include <string_view>

namespace assay::honeyhive {

/// The kind of request that holds a batch, which determines its members other than the
/// events.
enum class batch_use : std::uint8_t {
  events,       ///< `POST /events/batch` and `POST /v1/events/batch`
  of_session,   ///< `POST /v1/sessions/{session_id}/events/batch`: the path contains the session
  model_events, ///< `POST /events/model/batch`
};

/// The body of a request that holds many events.
///
/// Its flag means that all events belong to one session: see `assign_single_session`. In version
/// 1.2.1, the routes without /v1 have two names for the flag and for the session.
template <dialect D, batch_use U>
struct basic_batch {
  /// Whether the events are calls of models.
  static constexpr bool of_models = U == batch_use::model_events;
  /// Whether the batch can name the session of its events.
  static constexpr bool shares_session = U != batch_use::of_session;
  static_assert(D == dialect::v1 ? !of_models : shares_session,
                "no specification has this batch: model events have no /v1 route, and only /v1 has "
                "a path for a session's events");
  /// A member of the data plane's dialects only.
  template <class T>
  using in_data_plane =
      detail::member_if<shares_session && specification_of(D) == specification::data_plane,
                        std::optional<T>>;
  /// The type of the session's description.
  using properties = std::optional<honeyhive::session_properties<D>>;

  detail::member_if<!of_models, std::optional<std::vector<batched_event<D>>>> events{};
  detail::member_if<of_models, std::optional<std::vector<model_event<D>>>> model_events{};
  in_data_plane<bool> single_session{};
  detail::member_if<D != dialect::v1, std::optional<bool>> is_single_session{};
  detail::member_if<D == dialect::legacy, properties> session{};
  detail::member_if<shares_session, properties> session_properties{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(basic_batch, (),
                       (events, model_events, single_session, is_single_session, session,
                        session_properties, additional),
                       (), ())
  friend bool operator==(const basic_batch&, const basic_batch&) = default;
};

/// A batch of events.
template <dialect D>
using event_batch = basic_batch<D, batch_use::events>;
/// A batch of events of the session in the path.
using session_event_batch = basic_batch<dialect::v1, batch_use::of_session>;
/// A batch of model calls.
template <dialect D>
using model_event_batch = basic_batch<D, batch_use::model_events>;

/// The body of `POST /session/{session_id}/traces`: events of the session in the path, under one of
/// two names.
struct session_traces {
  std::optional<std::vector<batched_event<dialect::legacy>>> logs{};
  std::optional<std::vector<batched_event<dialect::legacy>>> events{};
  additional_members additional{};
  friend bool operator==(const session_traces&, const session_traces&) = default;
};
BOOST_DESCRIBE_STRUCT(session_traces, (), (logs, events, additional))

namespace detail {

/// Returns the title of batches of a use.
consteval std::string_view batch_title(batch_use u) {
  return u == batch_use::model_events ? "Model event batch"
         : u == batch_use::of_session ? "Session event batch"
                                      : "Event batch";
}
consteval std::string_view batch_words(batch_use u) {
  return u == batch_use::model_events ? "A batch of model calls."
         : u == batch_use::of_session ? "A batch of events of the session in the path."
                                      : "A batch of events.";
}

/// Returns whether the two names of the flag have the same value.
constexpr bool flags_agree(bool single_session, bool is_single_session) noexcept {
  return single_session == is_single_session;
}

} // namespace detail

template <dialect D, batch_use U>
consteval auto rules_of(const basic_batch<D, U>*) {
  using b = basic_batch<D, U>;
  return rules(
      described_as(detail::batch_title(U), detail::batch_words(U)),
      closed_from(D == dialect::v1 ? level::published : never),
      field<&b::events>("The events.", required_from(level::published), not_null()),
      field<&b::model_events>("The model calls.",
                              required_from(D == dialect::v0 ? level::strict : level::published),
                              not_null()),
      field<&b::single_session>("Whether all events belong to one session.", not_null()),
      field<&b::is_single_session>("Whether all events belong to one session.", not_null()),
      field<&b::session>("The session of the events; `session_properties` is the newer name.",
                         not_null()),
      field<&b::session_properties>("The session of the events.", not_null()),
      check_members<&b::single_session, &b::is_single_session>(level::strict, detail::flags_agree,
                                                               "the same as single_session"),
      check_object(level::strict, detail::find_contradictions, detail::words_of_relations));
}

template <class T = session_traces>
consteval auto rules_of(const session_traces*) {
  return rules(
      described_as("Session traces", "Events of the session in the path, as logs."),
      field<&T::logs>("The events; `events` is the newer name.", not_null()),
      field<&T::events>("The events.", not_null()),
      check_object(level::strict, detail::find_contradictions, detail::words_of_relations));
}

} // namespace assay::honeyhive
