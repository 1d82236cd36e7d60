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

// What servers answer to a request that holds events, as objects of the wire. `answers.hpp` reads
// them.

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
  return rules(described_as("Rejection", "An event that was rejected, and why."),
               all_enforced_from(level::reference),
               field<&T::index>("The event's place in the request, from 0."),
               field<&T::idempotency_key>("The event's key, as it was sent."),
               field<&T::reason>("What is wrong with the event."));
}

/// `{"accepted":n,"rejected":[...]}`, Promptetheus' answer.
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
  return rules(described_as("Acceptance", "What became of a request's events: a count of those "
                                          "that were accepted, and each that was rejected."),
               all_enforced_from(level::reference),
               field<&T::accepted>("How many events were accepted, duplicates among them."),
               field<&T::duplicates>("How many of them had been accepted before."),
               field<&T::rejected>("The rejected events."));
}

/// What became of one event in a `multi_status`.
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
  return rules(described_as("Event status", "What became of one event."),
               all_enforced_from(level::reference),
               field<&T::index>("The event's place in the request, from 0."),
               field<&T::status>("An HTTP status.", between(200, 599)),
               field<&T::duplicate>("Whether the event had been accepted before."),
               field<&T::idempotency_key>("The event's key, as it was sent."),
               field<&T::reason>("What is wrong with the event."));
}

/// `{"results":[{"index","status",...},...]}`, the usual answer with status 207.
struct multi_status {
  std::vector<event_status> results{};
  additional_members additional{};
  friend bool operator==(const multi_status&, const multi_status&) = default;
};
BOOST_DESCRIBE_STRUCT(multi_status, (), (results, additional))

template <class T = multi_status>
consteval auto rules_of(const multi_status*) {
  return rules(described_as("Multi-status", "What became of each event of a request."),
               all_enforced_from(level::reference), field<&T::results>("A status for each event."));
}

/// A 64-bit integer in the JSON form of Protocol Buffers: a string, or, as readers take it too, a
/// number.
using otlp_count = std::variant<std::uint64_t, std::string>;

/// How much of a request an OTLP server did not take. Each signal has a count of its own.
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
  return rules(described_as("OTLP partial success", "How many records the server rejected."),
               all_enforced_from(level::reference), names_in(case_style::camel_case),
               field<&T::rejected_log_records>("How many log records were rejected."),
               field<&T::rejected_spans>("How many spans were rejected."),
               field<&T::rejected_data_points>("How many data points were rejected."),
               field<&T::rejected_profiles>("How many profiles were rejected."),
               field<&T::error_message>("What is wrong with them."));
}

/// `{}` or `{"partialSuccess":{...}}`, the answer of OTLP over HTTP in JSON.
struct otlp_response {
  optional_or_null<otlp_partial_success> partial_success{};
  additional_members additional{};
  friend bool operator==(const otlp_response&, const otlp_response&) = default;
};
BOOST_DESCRIBE_STRUCT(otlp_response, (), (partial_success, additional))

template <class T = otlp_response>
consteval auto rules_of(const otlp_response*) {
  return rules(described_as("OTLP response", "The answer to an OTLP export."),
               all_enforced_from(level::reference), names_in(case_style::camel_case),
               field<&T::partial_success>("Absent when everything was accepted."));
}

} // namespace assay
