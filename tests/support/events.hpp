// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/error/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assay_test {

/// Returns an event with this type and payload and an envelope that is valid at `strict`. `more` is
/// inserted before the closing brace.
inline std::string event_text(std::string_view type, std::string_view payload,
                              std::string_view more = "") {
  std::string out = R"({"type":")";
  out.append(type);
  out +=
      R"(","session_id":"ses_1","timestamp":"2026-06-12T12:34:56.789012Z","seq":7,"idempotency_key":"ses_1:0a1b2c3d:7","payload":)";
  out.append(payload).append(more);
  return out += '}';
}

struct sample_payload {
  std::string_view type;
  std::string_view payload; ///< with every member that the schema names, valid at `strict`
};

/// One payload of each type, in the order of the types.
inline constexpr sample_payload sample_payloads[] = {
    {"user_message",
     R"({"content":"Two seats to Oslo","metadata":{"channel":"voice","speaker":"user","start_ms":0,"end_ms":1800,"interrupted":false,"sentiment":0.25}})"},
    {"agent_message",
     R"({"content":"Booked \u00e9\n\ud83d\ude00","metadata":{"speaker":"agent","sentiment":-1}})"},
    {"tool_call",
     R"({"tool_name":"search","arguments":{"to":"OSL","n":123456789012345678901234567890},"call_id":"c1","metadata":{}})"},
    {"tool_result",
     R"({"call_id":"c1","result":[1.0,1e2,{"a":1,"a":2}],"error":null,"metadata":{"ms":3}})"},
    {"retrieval",
     R"({"query":"rules","documents":[{"id":"d1","content":"...","source":"kb","score":0.1000000000000000055511151231257827,"metadata":{}},{}],"metadata":{}})"},
    {"browser_action", R"({"action":"click","target":"#book","url":null,"metadata":{}})"},
    {"dom_snapshot",
     R"({"url":"https://a.example/","visible_text":"Total","selected_values":{"day":"Tue"},"warnings":["slow"],"metadata":{}})"},
    {"screenshot",
     R"({"artifact_id":"a1","storage_path":"s/1.png","size_bytes":0,"source_type":"path","source":"/tmp/1.png","metadata":{}})"},
    {"replay_artifact",
     R"({"artifact_id":"a2","artifact_type":"audio_recording","storage_path":"s/2","started_at":"x","ended_at":"y","duration_ms":-1,"event_time_map":{"e1":0,"e2":-5},"size_bytes":9,"source":"mic","metadata":{}})"},
    {"goal_check", R"({"passed":false,"mismatches":["total"],"metadata":{}})"},
    {"state_change",
     R"({"name":"span_end","before":null,"after":{"k":[]},"span_name":"search","duration_ms":12,"metadata":{}})"},
    {"session_end", R"({"status":"completed","error":null,"metadata":{}})"},
    {"llm_call",
     R"({"model":"m-1","prompt_ref":"p/1","messages_ref":"m/1","input_tokens":-3,"output_tokens":5,"latency_ms":250,"metadata":{}})"},
    {"score", R"({"name":"quality","value":true,"comment":"good","source":"human","metadata":{}})"},
    {"error",
     R"({"message":"boom","error_type":"ValueError","traceback":"at 1","handled":true,"metadata":{}})"},
    {"metric", R"({"name":"latency","value":1781254800000.0,"unit":"ms","metadata":{}})"},
};

/// Returns the report's violations as "severity code pointer @offset", for comparison.
inline std::vector<std::string> summary_of(const assay::report& report) {
  std::vector<std::string> out;
  for (const assay::violation& v : report.violations()) {
    std::string s(name_of(v.severity));
    s.append(" ").append(name_of(v.code)).append(" ").append(v.path);
    if (v.offset) s.append(" @").append(std::to_string(*v.offset));
    out.push_back(std::move(s));
  }
  return out;
}

/// The same without offsets.
inline std::vector<std::string> places_of(const assay::report& report) {
  std::vector<std::string> out = summary_of(report);
  for (std::string& s : out)
    s.resize(s.rfind(" @") == std::string::npos ? s.size() : s.rfind(" @"));
  return out;
}

} // namespace assay_test
