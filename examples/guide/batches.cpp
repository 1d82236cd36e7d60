// SPDX-License-Identifier: BSL-1.0

// Both ends of a delivery: a producer groups events into requests, a backend checks each event and
// responds. The network between them is a function call.

// [program]
#include <assay/batch/promptetheus.hpp>
#include <assay/batch/push.hpp>
#include <assay/promptetheus.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::promptetheus;

/// The server. Put a lock around it if several threads use it.
class backend {
 public:
  assay::push_response receive(std::string_view body) {
    const assay::batch_verdict& verdict = validator_.check(body, "", &window_);
    for (const assay::checked_event& e : verdict.events())
      if (e.what == assay::outcome::accepted) stored_.emplace_back(e.text);
    assay::text_buffer response;
    const int status = append_response(response, verdict);
    std::cout << status << ' ' << response.view() << '\n';
    if (++requests_ == 1) return {.status = 503}; // the first response is lost on the way
    return {.status = status, .body = std::string(response.view())};
  }
  std::size_t stored() const { return stored_.size(); }

 private:
  batch_validator validator_;
  assay::dedupe_window window_; // the last 100,000 events
  std::vector<std::string> stored_;
  int requests_ = 0;
};

int main() {
  std::vector<event> events;
  for (unsigned i = 0; i < 5; ++i)
    events.push_back({.session_id = "ses_1",
                      .timestamp = "2026-06-12T12:34:56Z",
                      .seq = i,
                      .idempotency_key = "ses_1:0a1b2c3d:" + std::to_string(i),
                      .payload = metric{.name = "rows", .value = i}});
  events[1].idempotency_key.clear(); // invalid: it is not sent
  events[4].seq = 2;                 // another event has this number: the server rejects it

  assay::push_options options;
  options.max_events = 2;
  options.responses = assay::response_format::acceptance; // {"accepted":n,"rejected":[...]}
  backend server;
  const assay::push_result result = assay::push(
      events, options, [&](std::string_view body) { return server.receive(body); },
      [](std::chrono::milliseconds) {}, // a real program sleeps here
      [] { return 0.5; });              // and returns a random number here

  std::cout << result.pushed << " pushed, " << server.stored() << " stored\n";
  for (const assay::push_error& e : result.errors)
    std::cout << "event " << e.index << " was not sent: " << e.message << '\n';
  for (const assay::event_rejection& e : result.rejected)
    std::cout << "event " << e.index << " was rejected: " << e.reason << '\n';
  for (const assay::unpushed_event& e : result.unpushed)
    std::cout << "event " << e.index << " is to be pushed again\n";
}
// [/program]
