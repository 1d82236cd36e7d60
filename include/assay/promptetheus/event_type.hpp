// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/enum.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <optional>
#include <string_view>

namespace assay::promptetheus {

/// The 16 event types. Each enumerator has the type's name on the wire and the position of its
/// struct in `payload`.
BOOST_DEFINE_ENUM_CLASS(event_type, user_message, agent_message, tool_call, tool_result, retrieval,
                        browser_action, dom_snapshot, screenshot, replay_artifact, goal_check,
                        state_change, session_end, llm_call, score, error, metric)

/// Returns the type's name on the wire, such as "tool_call".
inline std::string_view name_of(event_type t) noexcept {
  return boost::describe::enum_to_string(t, "");
}

/// Returns the type with this name on the wire, or nothing.
inline std::optional<event_type> event_type_of(std::string_view name) noexcept {
  std::optional<event_type> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<event_type>>([&](auto d) {
    if (d.name == name) found = d.value;
  });
  return found;
}

} // namespace assay::promptetheus
