// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/members.hpp"
#include "assay/schema/rules.hpp"

#include <boost/describe/class.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

namespace assay::promptetheus {

/// Data about the speech of a message in a voice conversation.
struct voice_metadata {
  std::optional<std::string> channel{};
  std::optional<std::string> speaker{};
  std::optional<std::int64_t> start_ms{};
  std::optional<std::int64_t> end_ms{};
  std::optional<bool> interrupted{};
  std::optional<number> sentiment{};
  additional_members additional{};
  friend bool operator==(const voice_metadata&, const voice_metadata&) = default;
};
BOOST_DESCRIBE_STRUCT(voice_metadata, (),
                      (channel, speaker, start_ms, end_ms, interrupted, sentiment, additional))

template <class T = voice_metadata>
consteval auto rules_of(const voice_metadata*) {
  return rules(
      described_as("Voice metadata", "Data about the speech of a message in a voice conversation."),
      field<&T::channel>("The channel of the message.", one_of("voice")),
      field<&T::speaker>("The speaker.", one_of("user", "agent")),
      field<&T::start_ms>("The start of the speech, in milliseconds from the start of the session.",
                          minimum(0)),
      field<&T::end_ms>("The end of the speech, in milliseconds from the start of the session.",
                        minimum(0)),
      field<&T::interrupted>("Whether the speaker was interrupted."),
      field<&T::sentiment>("The sentiment, from -1 (negative) to 1 (positive).", between(-1, 1)));
}

/// User input or an instruction that the trace captured.
struct user_message {
  std::string content{};
  std::optional<voice_metadata> metadata{};
  additional_members additional{};
  friend bool operator==(const user_message&, const user_message&) = default;
};
BOOST_DESCRIBE_STRUCT(user_message, (), (content, metadata, additional))

template <class T = user_message>
consteval auto rules_of(const user_message*) {
  return rules(
      described_as("User message", "User input or an instruction that the trace captured."),
      field<&T::content>("The user's words."),
      field<&T::metadata>("Data about the user's speech."));
}

/// A statement of the agent, such as an answer or a claim of success.
struct agent_message {
  std::string content{};
  std::optional<voice_metadata> metadata{};
  additional_members additional{};
  friend bool operator==(const agent_message&, const agent_message&) = default;
};
BOOST_DESCRIBE_STRUCT(agent_message, (), (content, metadata, additional))

template <class T = agent_message>
consteval auto rules_of(const agent_message*) {
  return rules(described_as("Agent message",
                            "A statement of the agent, such as an answer or a claim of success."),
               field<&T::content>("The agent's words."),
               field<&T::metadata>("Data about the agent's speech."));
}

} // namespace assay::promptetheus
