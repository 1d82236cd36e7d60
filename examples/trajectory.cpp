// SPDX-License-Identifier: BSL-1.0

// Trajectory: events of a trace, completed when its trajectory is stored, and pushed.
#include <assay/batch/trajectory.hpp>
#include <assay/trajectory.hpp>

#include <chrono>
#include <iostream>
#include <string_view>

int main() {
  using namespace assay::trajectory;

  // [trace]
  trace_context trace; // a new trace_id
  trace.event("tool.call", {{"tool", "flights"}});
  trace.event({.event_type = "user.accept", .user_id = "u-1"}); // session_id: the trace's
  // [/trace]

  // [upload]
  const auto upload = [](std::string_view body) -> upload_response { // your HTTP client
    std::cout << "POST trajectory, " << body.size() << " bytes\n";
    return {200, R"({"trajectory_id":"tr-1"})"};
  };
  const auto transport = [](std::string_view body) -> assay::push_response {
    std::cout << "POST events, " << body.size() << " bytes\n";
    return {.status = 200, .body = R"({"ok":true})"};
  };
  const auto sleep = [](std::chrono::milliseconds) {};
  const auto random = [] { return 0.5; };

  const stored_trajectory stored = trace.build_trajectory(
      {assay::raw_object{{"role", "user"}, {"content", "Oslo"}}}, "conv-1", "chat");
  assay::push_options options;
  options.responses = assay::response_format::detect_or_status; // the form is unknown
  const trace_result result =
      upload_trace(trace, stored, upload, options, transport, sleep, random);
  std::cout << result.push.pushed << " pushed, " << trace.events().size()
            << " left\n"; // after a failed upload: all of them
  // [/upload]
  return result && result.push.pushed == 2 ? 0 : 1;
}
