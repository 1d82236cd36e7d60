// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/honeyhive/event.hpp"

#include <string_view>

namespace assay::honeyhive {

/// The place where a session is described, which determines its members.
enum class session_use : std::uint8_t {
  start,      ///< in the request that starts it
  properties, ///< beside a batch of events
};

/// A session as its producer describes it.
template <dialect D, session_use U>
struct basic_session {
  /// Whether this describes a session that starts.
  static constexpr bool starts = U == session_use::start;
  /// Whether the dialect is that of version 1.0.4.
  static constexpr bool v0 = D == dialect::v0;
  /// A member that the data plane lacks: error, metrics and feedback. The string of version 1.1.0
  /// may hold all members of an event.
  template <class T>
  using if_scored = detail::member_if<v0 || (starts && D == dialect::public_api), std::optional<T>>;
  /// A member of a session that starts.
  template <class T>
  using started = detail::member_if<starts, std::optional<T>>;
  /// A member of a session that starts, and of all sessions of version 1.0.4.
  template <class T>
  using either = detail::member_if<starts || v0, std::optional<T>>;

  detail::member_if<starts && (v0 || D == dialect::public_api), std::optional<std::string>>
      project{};
  either<std::string> session_id{};
  std::optional<std::string> session_name{};
  detail::member_if<starts && !v0, std::optional<std::string>> event_name{};
  either<std::string> source{};
  detail::member_if<starts || (!v0 && D != dialect::public_api), std::optional<number>>
      start_time{};
  started<number> end_time{};
  started<number> duration{};
  either<raw_object> config{};
  either<raw_object> inputs{};
  either<raw_object> outputs{};
  detail::member_if<v0 || (starts && D == dialect::public_api), optional_or_null<std::string>>
      error{};
  std::optional<raw_object> metadata{};
  std::optional<raw_object> user_properties{};
  if_scored<raw_object> metrics{};
  if_scored<raw_object> feedback{};
  started<std::vector<std::string>> children_ids{};
  additional_members additional{};
  BOOST_DESCRIBE_CLASS(basic_session, (),
                       (project, session_id, session_name, event_name, source, start_time, end_time,
                        duration, config, inputs, outputs, error, metadata, user_properties,
                        metrics, feedback, children_ids, additional),
                       (), ())
  friend bool operator==(const basic_session&, const basic_session&) = default;
};

/// The session that a request starts.
template <dialect D>
using session = basic_session<D, session_use::start>;
/// The session of a batch's events, as the batch describes it. Only version 1.0.4 names its id, but
/// the id is read in every dialect.
template <dialect D>
using session_properties = basic_session<D, session_use::properties>;

namespace detail {

/// Returns the title of sessions of a use.
consteval std::string_view session_title(session_use u) {
  return u == session_use::start ? "Session" : "Session properties";
}
consteval std::string_view session_words(session_use u) {
  return u == session_use::start ? "A session as described in the request that starts it."
                                 : "The session of a batch's events, as the batch describes it.";
}

} // namespace detail

template <dialect D, session_use U>
consteval auto rules_of(const basic_session<D, U>*) {
  using s = basic_session<D, U>;
  constexpr bool starts = U == session_use::start;
  constexpr level named = !starts ? never : D == dialect::v0 ? level::published : level::strict;
  constexpr level in_v0 = starts && D == dialect::v0 ? level::published : never;
  return rules(
      described_as(detail::session_title(U), detail::session_words(U)),
      closed_from(starts && D == dialect::v1 ? level::published : never),
      field<&s::project>("The project's name.", required_from(in_v0), not_null()),
      field<&s::session_id>("The session's id; the server makes one if it is missing.", not_null()),
      field<&s::session_name>("The name of the session.", required_from(named), not_null()),
      field<&s::event_name>("The name of the session's own event.", not_null()),
      field<&s::source>("The environment or source, such as production, staging or sdk-python.",
                        required_from(in_v0), not_null()),
      field<&s::start_time>("The start of the session, in milliseconds since 1970.", not_null()),
      field<&s::end_time>("The end of the session.", whole(in_v0), not_null()),
      field<&s::duration>("The duration in milliseconds.", not_null()),
      field<&s::config>("The configuration.", not_null()),
      field<&s::inputs>("The inputs.", not_null()), field<&s::outputs>("The outputs.", not_null()),
      field<&s::error>("The error message.", not_null(D == dialect::v0 ? level::reference : never)),
      field<&s::metadata>("Free-form data that the producer attached to the session.", not_null()),
      field<&s::user_properties>("Data about the user.", not_null()),
      field<&s::metrics>("Measurements of the session.", not_null()),
      field<&s::feedback>("The users' feedback.", not_null()),
      field<&s::children_ids>("The ids of the child events.", not_null()),
      check_members<&s::start_time, &s::end_time>(level::strict, detail::ends_after_start,
                                                  "an end_time that is not before start_time"),
      check_members<&s::start_time, &s::end_time, &s::duration>(
          level::strict, detail::lasts_as_long, "a duration of end_time - start_time, within 1 ms"),
      check_object(level::strict, detail::find_self_references<&s::session_id, &s::children_ids>,
                   "children_ids without the session's own id"));
}

} // namespace assay::honeyhive
