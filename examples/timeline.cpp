// SPDX-License-Identifier: BSL-1.0

// A timeline: shows a stream of events, in any order, as the tree of spans of each session, and
// writes it as JSON.
#include <assay/promptetheus.hpp>
#include <assay/timeline.hpp>
#include <assay/timeline/promptetheus.hpp>

#include <iostream>
#include <string>
#include <string_view>

namespace {

std::string event_text(int seq, std::string_view type, std::string_view payload,
                       std::string_view span = "") {
  return R"({"type":")" + std::string(type) +
         R"(","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":)" +
         std::to_string(seq) + R"(,"idempotency_key":"ses_1:0a1b2c3d:)" + std::to_string(seq) +
         R"(","payload":)" + std::string(payload) + std::string(span) + "}\n";
}

/// Events in the order of arrival: some are late, one is a duplicate, one is lost.
std::string arrived() {
  const std::string trip = R"(,"span_id":"span_1","parent_id":null)",
                    search = R"(,"span_id":"span_2","parent_id":"span_1")";
  return event_text(0, "state_change", R"({"name":"session_started"})") +
         event_text(2, "state_change", R"({"name":"span_start","span_name":"search"})", search) +
         event_text(1, "state_change", R"({"name":"span_start","span_name":"plan a trip"})", trip) +
         event_text(5, "state_change",
                    R"({"name":"span_end","span_name":"search","duration_ms":754})", search) +
         event_text(3, "tool_call", R"({"tool_name":"search","arguments":{"to":"OSL"}})", search) +
         event_text(3, "tool_call", R"({"tool_name":"search","arguments":{"to":"OSL"}})", search) +
         event_text(6, "agent_message", R"({"content":"Two seats are left."})", trip) +
         event_text(7, "state_change",
                    R"({"name":"span_end","span_name":"plan a trip","duration_ms":2541})", trip) +
         event_text(8, "session_end", R"({"status":"completed","error":null})");
}

} // namespace

int main() {
  const std::string stream = arrived();
  // [timeline]
  assay::timeline::event_log log; // copies what it needs from the stream
  assay::line_reader<assay::promptetheus::event> lines(stream);
  while (lines.next())
    if (lines.accepted()) add(log, lines); // false when the log is full, at 2^29 events

  assay::text_buffer out;
  const assay::timeline::ordering order(log);
  for (const assay::timeline::ordered_session& session : order.sessions()) {
    const assay::timeline::span_tree tree(session);
    append_text(out, tree);
    if (!append_json(out, tree)) return 1; // only for strings that are not UTF-8
    out.append('\n');
  }
  // [/timeline]
  std::cout << out.view();

  // [irregular]
  const assay::timeline::ordered_session* const session = order.find("ses_1");
  if (session == nullptr) return 1;
  for (const assay::timeline::gap& g : gaps_of(*session))
    std::cout << "missing: " << g.first << " to " << g.last << '\n';
  for (const assay::timeline::duplicate& d : session->duplicates())
    std::cout << "repeated: " << log.seq(d.first) << '\n';
  for (const assay::timeline::conflict& c : conflicts_of(*session))
    std::cout << "another event with seq " << log.seq(c.event) << '\n';
  for (const assay::timeline::instance& i : instances_of(*session)) // several after a crash
    std::cout << "stamped by " << i.nonce << ": " << i.first_seq << " to " << i.last_seq << '\n';
  if (!place_of_end(*session)) std::cout << "not ended\n";
  for (const assay::timeline::event_index e : events_after_end(*session))
    std::cout << "after the end: " << log.seq(e) << '\n';
  // [/irregular]

  return out.view().starts_with(
             "session ses_1: 8 events, 2 spans\n  gaps: 1 (seq 4)\n  duplicates: 1 (seq 3)\n")
             ? 0
             : 1;
}
