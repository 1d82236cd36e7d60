// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/span.hpp"

#include <concepts>
#include <cstdint>

namespace assay::noveum {

/// For whom a trace was made, and whatever its producer wants to find it by.
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
  return rules(
      described_as("Trace metadata",
                   "For whom a trace was made, and whatever its producer wants to find it by."),
      field<&T::user_id>("Whose request it was."),
      field<&T::session_id>("The session it belongs to."),
      field<&T::request_id>("The request that it answers."),
      field<&T::tags>("Labels to find it by.", required_from(level::strict)),
      field<&T::custom_attributes>("Whatever else.", required_from(level::strict)));
}

/// What exported a trace.
struct sdk {
  std::optional<std::string> name{};
  std::optional<std::string> version{};
  additional_members additional{};
  friend bool operator==(const sdk&, const sdk&) = default;
};
BOOST_DESCRIBE_STRUCT(sdk, (), (name, version, additional))

template <class T = sdk>
consteval auto rules_of(const sdk*) {
  return rules(described_as("SDK", "What exported a trace."),
               field<&T::name>("`noveum-trace-python`.", required_from(level::strict)),
               field<&T::version>("Its version.", required_from(level::strict)));
}

/// A trace: one interaction or operation as a whole, with its spans and the events outside of them.
///
/// What is exported has the last four members; what the SDK shows of a trace by itself has not.
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
      field<&T::trace_id>("Its id, usually a UUID.", min_length(1)),
      field<&T::name>("What is done."),
      field<&T::start_time>("When it began.", format(text_format::date_time, level::strict)),
      field<&T::end_time>("When it ended; null while it is open.",
                          format(text_format::date_time, level::strict)),
      field<&T::duration_ms>("How long it took, in milliseconds; null while it is open."),
      field<&T::status>("How it went.", detail::statuses(), required_from(level::strict)),
      field<&T::status_message>("Why it went so."),
      field<&T::span_count>("How many spans it has.", required_from(level::strict)),
      field<&T::error_count>("How many spans that were ended through it had an error.",
                             required_from(level::strict)),
      field<&T::attributes>("What the producer attached to it.", required_from(level::strict)),
      field<&T::metadata>("For whom it was made.", required_from(level::strict)),
      field<&T::spans>("Its spans.", required_from(level::strict)),
      field<&T::events>("What happened outside of its spans.", required_from(level::strict)),
      field<&T::sdk>("What exported it."),
      field<&T::service_version>("The version of the program that it is from."),
      field<&T::project>("The project it belongs to."),
      field<&T::environment>("Where it ran: production, staging, ..."),
      check_object(level::strict, detail::find_disagreeing_times<T>, detail::words_of_times),
      check_object(
          level::strict, detail::find_contradictions<T>,
          "spans of this trace, each span_id given once, none its own ancestor, and counts "
          "of them that agree"));
}

} // namespace assay::noveum
