// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/promptetheus/artifacts.hpp"
#include "assay/promptetheus/browser.hpp"
#include "assay/promptetheus/diagnostics.hpp"
#include "assay/promptetheus/event_type.hpp"
#include "assay/promptetheus/llm_call.hpp"
#include "assay/promptetheus/messages.hpp"
#include "assay/promptetheus/progress.hpp"
#include "assay/promptetheus/retrieval.hpp"
#include "assay/promptetheus/tools.hpp"

#include <optional>
#include <variant>

namespace assay::promptetheus {

/// The payload of an event, in the order of `event_type`. `untyped_payload` holds payloads of other
/// types and payloads that do not fit their struct.
using payload =
    std::variant<user_message, agent_message, tool_call, tool_result, retrieval, browser_action,
                 dom_snapshot, screenshot, replay_artifact, goal_check, state_change, session_end,
                 llm_call, score, error, metric, untyped_payload>;

/// Returns the payload's event type; nothing if it is untyped and its type is not one of the 16.
inline std::optional<event_type> type_of(const payload& p) noexcept {
  if (const auto* untyped = std::get_if<untyped_payload>(&p)) return event_type_of(untyped->type);
  return static_cast<event_type>(p.index());
}

/// States the rules of `payload`: its alternatives.
consteval auto rules_of(const payload*) { return alternatives<event_type>(); }

} // namespace assay::promptetheus
