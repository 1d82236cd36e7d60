// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/span.hpp"

#include <concepts>
#include <cstdint>

namespace assay::noveum {

/// The user, session and request of a trace, and data for searching.
struct trace_metadata {
  optional_or_null<std::string> user_id{};
  optional_or_null<std::string> session_id{};
  optional_or_null<std::string> request_id{};
  std::optional<raw_object> tags{};
  std::optional<raw_object> custom_attributes{};
  additional_members additional{};
  friend bool operator==(const trace_metadata&, const trace_metadata&) = default;
};
BOOST_DESCRIBE_STRUCT(trace_metadata, (),
                      (user_id, session_id, request_id, tags, custom_attributes, additional))

template <class T = trace_metadata>
consteval auto rules_of(const trace_metadata*) {
  return rules(described_as("Trace metadata",
                            "The user, session and request of a trace, and data for searching."),
               field<&T::user_id>("The id of the user who made the request."),
               field<&T::session_id>("The session that the trace belongs to."),
               field<&T::request_id>("The id of the request that the trace serves."),
               field<&T::tags>("Labels for searching.", required_from(level::strict)),
               field<&T::custom_attributes>("Other free-form data.", required_from(level::strict)));
}

/// The SDK that exported a trace.
struct sdk {
  std::optional<std::string> name{};
  std::optional<std::string> version{};
  additional_members additional{};
  friend bool operator==(const sdk&, const sdk&) = default;
};
BOOST_DESCRIBE_STRUCT(sdk, (), (name, version, additional))

template <class T = sdk>
consteval auto rules_of(const sdk*) {
  return rules(described_as("SDK", "The SDK that exported a trace."),
               field<&T::name>("The SDK's name, such as `noveum-trace-python`.",
                               required_from(level::strict)),
               field<&T::version>("The SDK's version.", required_from(level::strict)));
}

/// A trace: one interaction or operation, with its spans and the events outside of them.
///
/// An exported trace has the last four members; the SDK's own representation of a trace does not.
struct trace {
  std::string trace_id{};
  std::string name{};
  std::string start_time{};
  optional_or_null<std::string> end_time{};
  optional_or_null<number> duration_ms{};
  std::optional<std::string> status{};
  optional_or_null<std::string> status_message{};
  std::optional<std::uint64_t> span_count{};
  std::optional<std::uint64_t> error_count{};
  std::optional<raw_object> attributes{};
  std::optional<trace_metadata> metadata{};
  std::optional<std::vector<span>> spans{};
  std::optional<std::vector<span_event>> events{};
  std::optional<noveum::sdk> sdk{};
  optional_or_null<std::string> service_version{};
  optional_or_null<std::string> project{};
  optional_or_null<std::string> environment{};
  additional_members additional{};
  friend bool operator==(const trace&, const trace&) = default;
};
BOOST_DESCRIBE_STRUCT(trace, (),
                      (trace_id, name, start_time, end_time, duration_ms, status, status_message,
                       span_count, error_count, attributes, metadata, spans, events, sdk,
                       service_version, project, environment, additional))

template <class T = trace>
consteval auto rules_of(const trace*) {
  return rules(
      described_as("Trace", "A trace with its spans and the events outside of them."),
      all_enforced_from(level::published), collect<&T::trace_id>(level::strict),
      field<&T::trace_id>("The trace's id, usually a UUID.", min_length(1)),
      field<&T::name>("The name of the operation."),
      field<&T::start_time>("The start of the trace.",
                            format(text_format::date_time, level::strict)),
      field<&T::end_time>("The end of the trace; null while it is open.",
                          format(text_format::date_time, level::strict)),
      field<&T::duration_ms>("The duration in milliseconds; null while the trace is open."),
      field<&T::status>("The status of the trace.", detail::statuses(),
                        required_from(level::strict)),
      field<&T::status_message>("The reason for the status."),
      field<&T::span_count>("The number of spans.", required_from(level::strict)),
      field<&T::error_count>("The number of spans with an error that were ended through the trace.",
                             required_from(level::strict)),
      field<&T::attributes>("Free-form data that the producer attached to the trace.",
                            required_from(level::strict)),
      field<&T::metadata>("The user, session and request of the trace.",
                          required_from(level::strict)),
      field<&T::spans>("The trace's spans.", required_from(level::strict)),
      field<&T::events>("The events outside of the spans.", required_from(level::strict)),
      field<&T::sdk>("The SDK that exported the trace."),
      field<&T::service_version>("The version of the program that made the trace."),
      field<&T::project>("The project that the trace belongs to."),
      field<&T::environment>("The environment, such as production or staging."),
      check_object(level::strict, detail::find_disagreeing_times<T>, detail::words_of_times),
      check_object(
          level::strict, detail::find_contradictions<T>,
          "spans of this trace with unique span_ids, none its own ancestor, and matching counts"));
}

} // namespace assay::noveum
