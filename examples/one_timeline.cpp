// SPDX-License-Identifier: BSL-1.0

// One view over all systems: events, model calls and spans of one agent, sent to three systems, on
// one timeline.
#include <assay/common.hpp>
#include <assay/json/validator.hpp>
#include <assay/timeline.hpp>

#include <iostream>
#include <string_view>
#include <vector>

namespace {

using assay::common::record;

// [append]
/// Appends the records of an object of any system, if it is valid.
template <class T>
bool append(std::vector<record>& records, std::string_view text) {
  T object;
  if (!assay::validator<T>().read(text, object)) return false;
  append_records(records, object);
  return true;
}
// [/append]

constexpr std::string_view accepted =
    R"({"event_type":"user.accept","session_id":"trip","timestamp":"2026-06-12T09:00:04+00:00"})";

constexpr std::string_view model_calls = R"({"events":[
  {"event_name":"plan a trip","event_type":"chain","event_id":"e1","session_id":"trip","inputs":{},"start_time":1781254800000,"duration":3000},
  {"event_name":"gpt-4o","event_type":"model","event_id":"e2","session_id":"trip","parent_id":"e1","inputs":{},"error":"timed out",
   "start_time":1781254800500,"duration":1000}]})";

constexpr std::string_view trace =
    R"({"trace_id":"t1","name":"search","start_time":"2026-06-12T09:00:02+00:00",
  "metadata":{"session_id":"trip"},"spans":[{"span_id":"s1","trace_id":"t1","parent_span_id":"e1","name":"flight.search",
    "start_time":"2026-06-12T09:00:02+00:00","duration_ms":500,"status":"ok"}]})";

} // namespace

int main() {
  // [view]
  std::vector<record> records;
  if (!append<assay::trajectory::telemetry_event>(records, accepted)) return 1;
  if (!append<assay::honeyhive::event_batch<assay::honeyhive::dialect::v1>>(records, model_calls))
    return 1;
  if (!append<assay::noveum::trace>(records, trace)) return 1;

  for (const record& r : records)
    if (r.error) std::cout << r.system << ": " << r.name << " failed: " << *r.error << '\n';

  assay::timeline::event_log log;
  if (!add(log, records)) return 1; // only when the log is full
  assay::text_buffer out;
  const assay::timeline::ordering order(log);
  for (const auto& session : order.sessions())
    append_text(out, assay::timeline::span_tree(session));
  // [/view]
  std::cout << out.view();
  return order.sessions().size() == 1 && out.view().find("flight.search") != std::string_view::npos
             ? 0
             : 1;
}
