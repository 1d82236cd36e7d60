// SPDX-License-Identifier: BSL-1.0

// An SDK: a session stamps payloads into events, which are valid by construction.
#include <assay/promptetheus/span_stack.hpp>

#include <iostream>
#include <string_view>

namespace {

void post(std::string_view path, std::string_view body) {
  std::cout << "POST " << path << ' ' << body << '\n';
}

} // namespace

int main() {
  using namespace assay::promptetheus;
  assay::text_buffer body;
  bool all_sent = true;
  const auto send = [&](const session_result<event>& stamped) {
    body.clear();
    if (stamped && assay::write(*stamped, body))
      return post("/api/traces/" + stamped->session_id + "/events", body.view());
    std::cerr << to_string(stamped.error()) << '\n';
    all_sent = false;
  };

  // [open]
  auto opened =
      session::open({.agent = "booking", .user_goal = "Two seats to Oslo"}); // its id: a new ULID
  if (!opened) return 1;
  session& s = *opened;

  if (!assay::write(s.about(), body)) return 1; // all seven members, nulls explicit
  post("/api/traces", body.view());
  send(s.start()); // session_started, the event 0
  // [/open]

  // [refuse]
  const auto refused = s.stamp(llm_call{.model = ""});
  if (!refused)
    std::cerr << to_string(refused.error())
              << '\n'; // ... /payload/model: expected non-empty string, found string of 0 bytes
  // [/refuse]

  // [stamp]
  send(s.stamp(user_message{.content = "Two seats to Oslo, please"}));

  span_stack spans(s); // of this thread
  send(spans.start("search"));
  send(spans.stamp(tool_call{
      .tool_name = "flights", .arguments = {{"to", "OSL"}, {"seats", 2}}, .call_id = "c1"}));
  send(spans.stamp(tool_result{
      .call_id = "c1", .result = assay::raw_json::array({"SK4035", "DY391"}), .error = nullptr}));
  send(spans.end()); // span_end, with duration_ms

  send(s.end("completed")); // session_end: nothing can be stamped after
  // [/stamp]
  return all_sent && !refused ? 0 : 1;
}
