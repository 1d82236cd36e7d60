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

/// What a message of a voice conversation says of its sound.
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
      described_as("Voice metadata", "What a message of a voice conversation says of its sound."),
      field<&T::channel>("How the message was exchanged.", one_of("voice")),
      field<&T::speaker>("Who spoke.", one_of("user", "agent")),
      field<&T::start_ms>("When the speech began, in milliseconds from the start of the session.",
                          minimum(0)),
      field<&T::end_ms>("When it ended, likewise.", minimum(0)),
      field<&T::interrupted>("Whether the speaker was cut off."),
      field<&T::sentiment>("From -1, negative, to 1, positive.", between(-1, 1)));
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
      field<&T::content>("What the user said."), field<&T::metadata>("How it was said."));
}

/// An answer or a claim of the agent, claims of success included.
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
                            "An answer or a claim of the agent, claims of success included."),
               field<&T::content>("What the agent said."), field<&T::metadata>("How it was said."));
}

} // namespace assay::promptetheus
