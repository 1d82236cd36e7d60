// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assay::promptetheus {

/// A named state transition. `span_start` and `span_end` mark spans; `session_started` opens a
/// session.
struct state_change {
  std::string name{};
  optional_or_null<raw_json> before{};
  optional_or_null<raw_json> after{};
  std::optional<std::string> span_name{};
  std::optional<std::int64_t> duration_ms{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const state_change&, const state_change&) = default;
};
BOOST_DESCRIBE_STRUCT(state_change, (),
                      (name, before, after, span_name, duration_ms, metadata, additional))

template <class T = state_change>
consteval auto rules_of(const state_change*) {
  return rules(described_as("State change",
                            "A named state transition, such as the start or the end of a span."),
               field<&T::name>("The name of the transition."),
               field<&T::before>("The state before. Producers send null if there was none."),
               field<&T::after>("The state after. Producers send null if there is none."),
               field<&T::span_name>("The span's name, for `span_start` and `span_end`."),
               field<&T::duration_ms>("The duration of the span in milliseconds, for `span_end`.",
                                      minimum(0)),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// A verdict on the user's goal, given by the agent or by a test harness.
struct goal_check {
  bool passed{};
  std::optional<std::vector<std::string>> mismatches{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const goal_check&, const goal_check&) = default;
};
BOOST_DESCRIBE_STRUCT(goal_check, (), (passed, mismatches, metadata, additional))

template <class T = goal_check>
consteval auto rules_of(const goal_check*) {
  return rules(
      described_as("Goal check",
                   "A verdict on the user's goal, given by the agent or by a test harness."),
      field<&T::passed>("Whether the goal was reached."),
      field<&T::mismatches>("The differences from the goal."),
      field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// A score that a person or a program gave the session.
struct score {
  std::string name{};
  std::variant<bool, number> value{};
  std::optional<std::string> comment{};
  std::optional<std::string> source{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const score&, const score&) = default;
};
BOOST_DESCRIBE_STRUCT(score, (), (name, value, comment, source, metadata, additional))

template <class T = score>
consteval auto rules_of(const score*) {
  return rules(described_as("Score", "A score that a person or a program gave the session."),
               field<&T::name>("The name of the score."), field<&T::value>("The score."),
               field<&T::comment>("The reason for the score."),
               field<&T::source>("The person or program that gave the score."),
               field<&T::metadata>("Free-form data that the producer attached to the event."));
}

/// The final status of a session.
struct session_end {
  std::string status{};
  optional_or_null<std::string> error{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const session_end&, const session_end&) = default;
};
BOOST_DESCRIBE_STRUCT(session_end, (), (status, error, metadata, additional))

template <class T = session_end>
consteval auto rules_of(const session_end*) {
  return rules(
      described_as("Session end", "The final status of a session."),
      field<&T::status>("How the session ended."),
      field<&T::error>("The error that ended the session. Producers send null if there was none."),
      field<&T::metadata>("Free-form data that the producer attached to the event."));
}

} // namespace assay::promptetheus
