// SPDX-License-Identifier: BSL-1.0

// Events that arrived late, twice and not at all, shown as a tree of spans and as JSON.
// [program]
#include <assay/promptetheus.hpp>
#include <assay/timeline.hpp>
#include <assay/timeline/promptetheus.hpp>

#include <iostream>
#include <string>
#include <string_view>

namespace {

std::string line(int seq, std::string_view type, std::string_view payload,
                 std::string_view span = "") {
  const std::string number = std::to_string(seq);
  return R"({"type":")" + std::string(type) +
         R"(","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":)" + number +
         R"(,"idempotency_key":"ses_1:0a1b2c3d:)" + number + R"(","payload":)" +
         std::string(payload) + std::string(span) + "}\n";
}

std::string arrived() {
  const std::string trip = R"(,"span_id":"span_1","parent_id":null)",
                    search = R"(,"span_id":"span_2","parent_id":"span_1")",
                    call = line(3, "tool_call", R"({"tool_name":"search","arguments":{}})", search);
  return line(0, "state_change", R"({"name":"session_started"})") +
         line(2, "state_change", R"({"name":"span_start","span_name":"search"})", search) +
         line(1, "state_change", R"({"name":"span_start","span_name":"plan a trip"})", trip) +
         call + call + // a duplicate; number 4 is lost
         line(5, "state_change", R"({"name":"span_end","duration_ms":754})", search) +
         line(6, "agent_message", R"({"content":"Two seats are left."})", trip) +
         line(7, "state_change", R"({"name":"span_end","duration_ms":2541})", trip) +
         line(8, "session_end", R"({"status":"completed","error":null})");
}

} // namespace

int main() {
  const std::string stream = arrived();
  assay::timeline::event_log log; // copies what it needs from the stream
  assay::line_reader<assay::promptetheus::event> lines(stream);
  while (lines.next())
    if (lines.accepted() && !add(log, lines)) return 1; // the log is full, at 2^29 events

  assay::text_buffer out;
  const assay::timeline::ordering order(log);
  for (const assay::timeline::ordered_session& session : order.sessions()) {
    const assay::timeline::span_tree tree(session);
    append_text(out, tree);
    if (!append_json(out, tree)) return 1; // only for strings that are not UTF-8
    out.append('\n');
  }
  std::cout << out.view();
}
// [/program]
