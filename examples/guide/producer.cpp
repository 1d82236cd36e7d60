// SPDX-License-Identifier: BSL-1.0

// A producer: a session turns payloads into events, which are valid by construction.

// [program]
#include <assay/promptetheus/span_stack.hpp>

#include <iostream>
#include <string_view>

using namespace assay::promptetheus;

/// Your HTTP client.
bool post(std::string_view path, std::string_view body) {
  std::cout << "POST " << path << ' ' << body.substr(0, body.find(',')) << ",...\n";
  return true;
}

bool send(const session_result<event>& stamped) {
  if (!stamped) {
    std::cout << "not sent: " << to_string(stamped.error()) << '\n';
    return false;
  }
  assay::text_buffer body;
  return assay::write(*stamped, body) &&
         post("/api/traces/" + stamped->session_id + "/events", body.view());
}

int main() {
  auto opened =
      session::open({.id = "ses_1", .agent = "booking", .user_goal = "Two seats to Oslo"});
  if (!opened) {
    std::cerr << to_string(opened.error()) << '\n';
    return 1;
  }
  session& s = *opened;

  assay::text_buffer body;
  if (!assay::write(s.about(), body) || !post("/api/traces", body.view())) return 1;

  bool sent = send(s.start()); // session_started, with the number 0
  sent &= send(s.stamp(user_message{.content = "Two seats to Oslo, please"}));

  span_stack spans(s);
  sent &= send(spans.start("search"));
  sent &= send(spans.stamp(tool_call{
      .tool_name = "flights", .arguments = {{"to", "OSL"}, {"seats", 2}}, .call_id = "c1"}));
  sent &= send(spans.stamp(tool_result{
      .call_id = "c1", .result = assay::raw_json::array({"SK4035", "DY391"}), .error = nullptr}));
  sent &= send(spans.end()); // span_end, with duration_ms

  send(s.stamp(llm_call{.model = ""})); // breaks a rule: there is no event

  sent &= send(s.end("completed")); // session_end: nothing can follow
  return sent ? 0 : 1;
}
// [/program]
