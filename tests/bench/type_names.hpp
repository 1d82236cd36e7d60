// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <string_view>

namespace bench {

/// The 16 event types.
inline constexpr std::array<std::string_view, 16> type_names{
    "user_message",    "agent_message",  "tool_call",    "tool_result",
    "retrieval",       "browser_action", "dom_snapshot", "screenshot",
    "replay_artifact", "goal_check",     "state_change", "session_end",
    "llm_call",        "score",          "error",        "metric"};

} // namespace bench
