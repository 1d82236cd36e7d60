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

/// A call of a language model. It refers to prompts and messages and never contains their text.
///
/// It is the only payload that the reference implementation enforces, so its rules hold at every
/// level.
struct llm_call {
  std::string model{};
  std::optional<std::string> prompt_ref{};
  std::optional<std::string> messages_ref{};
  std::optional<std::int64_t> input_tokens{};
  std::optional<std::int64_t> output_tokens{};
  std::optional<std::int64_t> latency_ms{};
  std::optional<raw_object> metadata{};
  additional_members additional{};
  friend bool operator==(const llm_call&, const llm_call&) = default;
};
BOOST_DESCRIBE_STRUCT(llm_call, (),
                      (model, prompt_ref, messages_ref, input_tokens, output_tokens, latency_ms,
                       metadata, additional))

template <class T = llm_call>
consteval auto rules_of(const llm_call*) {
  return rules(described_as("LLM call", "A call of a language model. It refers to prompts and "
                                        "messages and never contains their text."),
               all_enforced_from(level::reference),
               field<&T::model>("The name of the model.", min_length(1)),
               field<&T::prompt_ref>("A reference to the stored prompt.", not_null()),
               field<&T::messages_ref>("A reference to the stored messages.", not_null()),
               field<&T::input_tokens>("The number of input tokens.", not_null()),
               field<&T::output_tokens>("The number of output tokens.", not_null()),
               field<&T::latency_ms>("The duration of the call in milliseconds.", not_null()),
               field<&T::metadata>("Free-form data that the producer attached to the event.",
                                   enforced_from(level::published)),
               forbidden("prompt", "refer to it by prompt_ref"),
               forbidden("messages", "refer to them by messages_ref"));
}

} // namespace assay::promptetheus
