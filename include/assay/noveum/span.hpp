// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/noveum/relations.hpp"
#include "assay/noveum/span_event.hpp"
#include "assay/noveum/times.hpp"

#include <concepts>
#include <vector>

namespace assay::noveum {

/// A related span, of the same trace or of another one.
struct span_link {
  std::string trace_id{};
  std::string span_id{};
  std::optional<raw_object> attributes{};
  additional_members additional{};
  friend bool operator==(const span_link&, const span_link&) = default;
};
BOOST_DESCRIBE_STRUCT(span_link, (), (trace_id, span_id, attributes, additional))

template <class T = span_link>
consteval auto rules_of(const span_link*) {
  return rules(
      described_as("Span link", "A related span, of the same trace or of another one."),
      all_enforced_from(level::published),
      field<&T::trace_id>("The id of the other span's trace.", min_length(1)),
      field<&T::span_id>("The id of the other span.", min_length(1)),
      field<&T::attributes>("Free-form data about the link.", required_from(level::strict)));
}

/// An exception that was thrown in a span.
struct exception {
  std::optional<std::string> type{};
  std::optional<std::string> message{};
  optional_or_null<std::string> stack_trace{};
  additional_members additional{};
  friend bool operator==(const exception&, const exception&) = default;
};
BOOST_DESCRIBE_STRUCT(exception, (), (type, message, stack_trace, additional))

template <class T = exception>
consteval auto rules_of(const exception*) {
  return rules(
      described_as("Thrown exception", "An exception that was thrown in a span."),
      field<&T::type>("The exception's class.", required_from(level::strict)),
      field<&T::message>("The exception's message; may be empty.", required_from(level::strict)),
      field<&T::stack_trace>("The stack trace."));
}

namespace detail {

/// Returns the rule for the five statuses of a span or trace.
consteval auto statuses() { return one_of("unset", "ok", "error", "timeout", "cancelled"); }

} // namespace detail

/// A unit of work within a trace.
struct span {
  std::string span_id{};
  std::string trace_id{};
  optional_or_null<std::string> parent_span_id{};
  std::string name{};
  std::string start_time{};
  optional_or_null<std::string> end_time{};
  optional_or_null<number> duration_ms{};
  std::optional<std::string> status{};
  optional_or_null<std::string> status_message{};
  std::optional<raw_object> attributes{};
  std::optional<std::vector<span_event>> events{};
  std::optional<std::vector<span_link>> links{};
  std::optional<noveum::exception> exception{};
  additional_members additional{};
  friend bool operator==(const span&, const span&) = default;
};
BOOST_DESCRIBE_STRUCT(span, (),
                      (span_id, trace_id, parent_span_id, name, start_time, end_time, duration_ms,
                       status, status_message, attributes, events, links, exception, additional))

template <class T = span>
consteval auto rules_of(const span*) {
  return rules(
      described_as("Span", "A unit of work within a trace, with its events."),
      all_enforced_from(level::published),
      collect<&T::span_id, &T::trace_id, &T::parent_span_id, &T::status>(level::strict),
      field<&T::span_id>("The span's id, usually a UUID.", min_length(1)),
      field<&T::trace_id>("The trace that the span belongs to.", min_length(1)),
      field<&T::parent_span_id>("The parent span; null for a span at the top.", min_length(1)),
      field<&T::name>("The name of the work."),
      field<&T::start_time>("The start of the span.",
                            format(text_format::date_time, level::strict)),
      field<&T::end_time>("The end of the span; null while it is open.",
                          format(text_format::date_time, level::strict)),
      field<&T::duration_ms>("The duration in milliseconds; null while the span is open."),
      field<&T::status>("The status of the span.", detail::statuses(),
                        required_from(level::strict)),
      field<&T::status_message>("The reason for the status."),
      field<&T::attributes>("Free-form data that the producer attached to the span.",
                            required_from(level::strict)),
      field<&T::events>("The events within the span.", required_from(level::strict)),
      field<&T::links>("Related spans.", required_from(level::strict)),
      field<&T::exception>("The exception that was thrown, if any."),
      check_object(level::strict, detail::find_disagreeing_times<T>, detail::words_of_times),
      check_object(level::strict, detail::find_self_references<T>,
                   "a parent_span_id that is not the span's own id"));
}

} // namespace assay::noveum
