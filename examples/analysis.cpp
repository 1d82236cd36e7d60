// SPDX-License-Identifier: BSL-1.0

// Analysis: finds irregular events of a span, common sequences of names in several traces, and the
// parts of a schema that events use.
#include <assay/analysis.hpp>
#include <assay/promptetheus.hpp>

#include <iostream>
#include <string_view>
#include <vector>

namespace analysis = assay::analysis;

int main() {
  // [patterns]
  const std::vector<analysis::pattern_event> span = {
      {"api.call.attempted", R"({"attempt":1})"},
      {"api.call.failed", R"({"error.type":"Timeout","error.message":"late"})"}, // is it retried?
      {"api.call.attempted", R"({"attempt":3})"}, // where is the second attempt?
      {"api.call.succeeded", R"({"attempt":3})"},
  };
  const std::vector<analysis::pattern_finding> findings = analysis::check_patterns(span);
  for (const analysis::pattern_finding& f : findings) std::cout << to_string(f) << '\n';
  // [/patterns]

  // [sequences]
  std::vector<analysis::event_record> events;
  for (const std::string_view trace : {"t-1", "t-2"})
    for (const std::string_view name :
         {"api.call.attempted", "api.call.failed", "api.call.attempted"})
      events.push_back({.trace = trace, .name = name});
  const std::vector<analysis::sequence> common =
      analysis::common_sequences(events, {.shortest = 2, .longest = 3, .min_traces = 2});
  for (const analysis::sequence& s : common) {
    std::cout << s.traces << " traces:";
    for (const std::string_view name : s.names) std::cout << ' ' << name;
    std::cout << '\n';
  }
  // [/sequences]

  // [coverage]
  using event = assay::promptetheus::event;
  assay::validator<event> validator;
  assay::schema_coverage<event> coverage; // one for each thread, then merge
  for (const std::string_view text :
       {R"({"type":"metric","session_id":"s","timestamp":"2026-03-14T09:26:00Z","seq":0,)"
        R"("idempotency_key":"s:n:0","payload":{"name":"latency","value":7,"units":"ms"}})",
        R"({"type":"metric","session_id":"s"})"}) {
    validator.check(text);
    coverage.add(validator.report(), text);
  }
  const assay::coverage_summary summary = coverage.summary();
  assay::text_buffer out;
  append_text(out, summary); // or append_json
  std::cout << out.view();
  // [/coverage]
  return findings.size() == 2 && common.size() == 3 && summary.accepted == 1 ? 0 : 1;
}
