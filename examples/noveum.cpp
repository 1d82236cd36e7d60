// SPDX-License-Identifier: BSL-1.0

// Noveum: a collector checks exported traces and reports invalid spans; a producer writes a span.
#include <assay/noveum.hpp>

#include <iostream>
#include <string_view>

namespace {

constexpr std::string_view body =
    R"({"traces":[{"trace_id":"t-1","name":"answer","start_time":"2026-06-12T09:00:00+00:00",
  "end_time":"2026-06-12T09:00:02+00:00","duration_ms":2000.0,"status":"ok","status_message":null,"span_count":1,"error_count":0,
  "attributes":{},"metadata":{"user_id":"u-1","session_id":null,"request_id":null,"tags":{"env":"prod"},"custom_attributes":{}},
  "spans":[{"span_id":"a","trace_id":"t-1","parent_span_id":"b","name":"retrieve","start_time":"2026-06-12T09:00:00+00:00",
    "end_time":"2026-06-12T09:00:01.500000+00:00","duration_ms":1500.0,"status":"ok","status_message":null,"attributes":{"top_k":3},
    "events":[{"name":"documents.retrieved","timestamp":"2026-06-12T09:00:01+00:00","attributes":{"count":3}}],"links":[]}],
  "events":[],"sdk":{"name":"noveum-trace-python","version":"1.5.17"},"environment":"test"}],"timestamp":1795345079.772779})";

} // namespace

int main() {
  namespace noveum = assay::noveum;

  // [collect]
  assay::validator<noveum::export_request>
      validator; // published: types, statuses, required members
  noveum::export_request request;
  if (!validator.read(body, request)) return 1;
  for (const noveum::trace& t : request.traces)
    if (t.spans)
      for (const noveum::span& s : *t.spans)
        std::cout << t.name << ": " << s.name << ", " << s.status.value_or("unset") << '\n';

  assay::validator<noveum::export_request> strict(
      {.level = assay::level::strict}); // also checks that ids refer to each other
  if (!strict.check(body))
    for (const assay::violation& v : strict.report().violations())
      std::cout << to_string(v) << '\n';
  // /traces/0/spans/0/parent_span_id: expected the id of a span of the trace [members_disagree]
  // [/collect]

  // [produce]
  noveum::span span{.span_id = "c",
                    .trace_id = "t-1",
                    .parent_span_id = "a",
                    .name = "rank",
                    .start_time = "2026-06-12T09:00:01.500000+00:00",
                    .end_time = nullptr, // not ended
                    .duration_ms = nullptr,
                    .status = "unset",
                    .status_message = nullptr,
                    .attributes = assay::raw_object{{"top_k", 3}}};
  span.events.emplace().push_back(
      {.name = "documents.ranked", .timestamp = "2026-06-12T09:00:01.750000+00:00"});
  assay::text_buffer out;
  if (!assay::write(span, out)) return 1;
  std::cout << out.view() << '\n';
  // [/produce]
}
