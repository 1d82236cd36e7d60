// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assay {

// Servers' responses to requests that hold events, as wire objects. `outcome.hpp` reads them.

/// A rejected event in an `acceptance`.
struct acceptance_rejection {
  std::uint64_t index{};
  std::optional<raw_json> idempotency_key{};
  std::optional<std::string> reason{};
  additional_members additional{};
  friend bool operator==(const acceptance_rejection&, const acceptance_rejection&) = default;
};
BOOST_DESCRIBE_STRUCT(acceptance_rejection, (), (index, idempotency_key, reason, additional))

template <class T = acceptance_rejection>
consteval auto rules_of(const acceptance_rejection*) {
  return rules(described_as("Rejection", "An event that was rejected, and the reason."),
               all_enforced_from(level::reference),
               field<&T::index>("The event's position in the request, from 0."),
               field<&T::idempotency_key>("The event's key, as sent."),
               field<&T::reason>("The reason why the event was rejected."));
}

/// `{"accepted":n,"rejected":[...]}`, the response of Promptetheus.
struct acceptance {
  std::uint64_t accepted{};
  std::optional<std::uint64_t> duplicates{};
  std::vector<acceptance_rejection> rejected{};
  additional_members additional{};
  friend bool operator==(const acceptance&, const acceptance&) = default;
};
BOOST_DESCRIBE_STRUCT(acceptance, (), (accepted, duplicates, rejected, additional))

template <class T = acceptance>
consteval auto rules_of(const acceptance*) {
  return rules(described_as("Acceptance", "The outcome for a request's events: the number of "
                                          "accepted events, and each rejected event."),
               all_enforced_from(level::reference),
               field<&T::accepted>("The number of accepted events, including duplicates."),
               field<&T::duplicates>("The number of accepted events that were duplicates."),
               field<&T::rejected>("The rejected events."));
}

/// The outcome of one event in a `multi_status`.
struct event_status {
  std::uint64_t index{};
  std::uint64_t status{};
  std::optional<bool> duplicate{};
  std::optional<raw_json> idempotency_key{};
  std::optional<std::string> reason{};
  additional_members additional{};
  friend bool operator==(const event_status&, const event_status&) = default;
};
BOOST_DESCRIBE_STRUCT(event_status, (),
                      (index, status, duplicate, idempotency_key, reason, additional))

template <class T = event_status>
consteval auto rules_of(const event_status*) {
  return rules(described_as("Event status", "The outcome of one event."),
               all_enforced_from(level::reference),
               field<&T::index>("The event's position in the request, from 0."),
               field<&T::status>("The HTTP status of the event.", between(200, 599)),
               field<&T::duplicate>("Whether the event is a duplicate."),
               field<&T::idempotency_key>("The event's key, as sent."),
               field<&T::reason>("The reason why the event was rejected."));
}

/// `{"results":[{"index","status",...},...]}`, the usual response with status 207.
struct multi_status {
  std::vector<event_status> results{};
  additional_members additional{};
  friend bool operator==(const multi_status&, const multi_status&) = default;
};
BOOST_DESCRIBE_STRUCT(multi_status, (), (results, additional))

template <class T = multi_status>
consteval auto rules_of(const multi_status*) {
  return rules(described_as("Multi-status", "The outcome of each event of a request."),
               all_enforced_from(level::reference), field<&T::results>("A status for each event."));
}

/// A 64-bit integer in the JSON form of Protocol Buffers: a string or, as readers also accept, a
/// number.
using otlp_count = std::variant<std::uint64_t, std::string>;

/// The part of a request that an OTLP server rejected. Each signal has its own count.
struct otlp_partial_success {
  optional_or_null<otlp_count> rejected_log_records{};
  optional_or_null<otlp_count> rejected_spans{};
  optional_or_null<otlp_count> rejected_data_points{};
  optional_or_null<otlp_count> rejected_profiles{};
  optional_or_null<std::string> error_message{};
  additional_members additional{};
  friend bool operator==(const otlp_partial_success&, const otlp_partial_success&) = default;
};
BOOST_DESCRIBE_STRUCT(otlp_partial_success, (),
                      (rejected_log_records, rejected_spans, rejected_data_points,
                       rejected_profiles, error_message, additional))

template <class T = otlp_partial_success>
consteval auto rules_of(const otlp_partial_success*) {
  return rules(
      described_as("OTLP partial success", "The number of records that the server rejected."),
      all_enforced_from(level::reference), names_in(case_style::camel_case),
      field<&T::rejected_log_records>("The number of rejected log records."),
      field<&T::rejected_spans>("The number of rejected spans."),
      field<&T::rejected_data_points>("The number of rejected data points."),
      field<&T::rejected_profiles>("The number of rejected profiles."),
      field<&T::error_message>("The reason for the rejections."));
}

/// `{}` or `{"partialSuccess":{...}}`, the response of OTLP over HTTP in JSON.
struct otlp_response {
  optional_or_null<otlp_partial_success> partial_success{};
  additional_members additional{};
  friend bool operator==(const otlp_response&, const otlp_response&) = default;
};
BOOST_DESCRIBE_STRUCT(otlp_response, (), (partial_success, additional))

template <class T = otlp_response>
consteval auto rules_of(const otlp_response*) {
  return rules(
      described_as("OTLP response", "The response to an OTLP export."),
      all_enforced_from(level::reference), names_in(case_style::camel_case),
      field<&T::partial_success>("The rejected records. Absent if everything was accepted."));
}

} // namespace assay
