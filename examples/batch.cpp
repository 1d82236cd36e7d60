// SPDX-License-Identifier: BSL-1.0

// Batches: a producer groups typed events into requests, a forwarder groups lines by session, and a
// gateway checks the requests and responds.
#include <assay/batch/promptetheus.hpp>
#include <assay/promptetheus.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using assay::promptetheus::event;

/// Sends nothing: prints what would be sent.
void send(std::string_view session, std::string_view body) {
  std::cout << (session.empty() ? "any session" : session) << ": " << body.size() << " bytes\n";
}

std::vector<event> measurements() {
  std::vector<event> out;
  for (unsigned i = 0; i < 120; ++i)
    out.push_back({.session_id = "ses_1",
                   .timestamp = "2026-06-12T12:34:56Z",
                   .seq = i,
                   .idempotency_key = "ses_1:0a1b2c3d:" + std::to_string(i),
                   .payload = assay::promptetheus::metric{.name = "rows", .value = i}});
  return out;
}

bool produce() {
  const std::vector<event> events = measurements();
  std::size_t sent = 0;
  // [produce]
  assay::chunk_options options; // {"events":[...]}, at most 50 events and 1 MiB a request
  options.max_bytes = 8192;
  assay::text_buffer body;
  for (const assay::chunk_step& step : assay::chunks(events, options)) {
    if (step.refused) {
      std::cerr << "event " << step.refused->index << " alone takes " << step.refused->body_size
                << " bytes\n";
      continue;
    }
    body.clear();
    step.complete->append_body(body); // body_size() bytes
    send(step.complete->session(), body.view());
    sent += step.complete->events().size();
  }
  // [/produce]
  return sent == events.size();
}

bool forward(std::string_view block) {
  std::size_t sent = 0;
  // [forward]
  assay::chunker chunker({.open_sessions = 16}); // one session a request
  const auto use = [&](const assay::chunk_step& step) {
    if (step.refused) std::cerr << "event " << step.refused->index << " is too large\n";
    if (step.complete == nullptr) return false;
    std::string request;
    step.complete->for_each_piece(
        [&](std::string_view piece) { request += piece; }); // or hand the pieces to writev
    send(step.complete->session(), request);
    sent += step.complete->events().size();
    return true;
  };
  for (assay::line_reader<event> lines(block); lines.next();)
    if (lines.accepted())
      use(chunker.push(lines.text(), header_of(lines).session_id.between_quotes()));
  while (use(chunker.finish())) {
  }
  // [/forward]
  return sent != 0;
}

bool receive() {
  const std::string first =
      R"({"events":[)"
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"s:n:0","payload":{"name":"a","value":1}},)"
      R"({"type":"metrics","session_id":"s","timestamp":"t","seq":1,"idempotency_key":"s:n:1","payload":{}}]})";
  const std::string again =
      R"({"events":[)"
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"s:n:0","payload":{"name":"a","value":1}},)"
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"s:x:0","payload":{"name":"b","value":2}}]})";
  std::size_t stored = 0;
  const auto store = [&](const assay::checked_event& e) { return ++stored, !e.text.empty(); };
  const auto respond = [](int status, std::string_view text) {
    std::cout << status << ' ' << text << '\n';
  };
  // [receive]
  assay::promptetheus::batch_validator validator; // keep both: they reuse their memory
  assay::dedupe_window window;                    // the last 100,000 events
  const auto receive = [&](std::string_view body, std::string_view session) {
    const assay::batch_verdict& verdict = validator.check(body, session, &window);
    bool stored_all = true;
    for (const assay::checked_event& e : verdict.events()) {
      if (e.what != assay::outcome::accepted) continue;
      stored_all = stored_all && store(e);
      if (!stored_all) validator.forget(e, window); // a retry counts as new
    }
    if (!stored_all) return respond(503, "");
    assay::text_buffer response;
    const int status =
        append_response(response, verdict); // or append_multi_status, append_otlp_response
    respond(status, response.view());
  };
  // [/receive]
  receive(first, "s");
  receive(again, "s");
  receive(R"({"events":[)", "s");
  return stored == 1;
}

} // namespace

int main() {
  std::ifstream file("sample.ndjson", std::ios::binary);
  const std::string block((std::istreambuf_iterator<char>(file)), {});
  return produce() && forward(block) && receive() ? 0 : 1;
}
