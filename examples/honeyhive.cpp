// SPDX-License-Identifier: BSL-1.0

// HoneyHive: a gateway checks request bodies by their routes, and a client sends the events of one
// session in requests of a chosen size, in the dialect of its server.
#include <assay/batch/honeyhive.hpp>
#include <assay/batch/honeyhive_responses.hpp>
#include <assay/batch/push.hpp>
#include <assay/honeyhive.hpp>
#include <assay/identity/system_source.hpp>

#include <chrono>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace honeyhive = assay::honeyhive;
using honeyhive::dialect;
using honeyhive::specification;

namespace {

// [gateway]
/// Returns whether the body is valid for the path, and prints its violations.
bool is_valid(specification s, std::string_view path, std::string_view body) {
  bool valid = false;
  const bool known = honeyhive::visit_route(s, path, [&]<class T>() {
    assay::validator<T> validator; // a gateway keeps one for each route and thread
    valid = validator.check(body);
    for (const assay::violation& v : validator.report().violations())
      std::cout << path << ' ' << to_string(v) << '\n';
  });
  if (!known) std::cout << path << " is not a route of the specification " << name_of(s) << '\n';
  return valid;
}
// [/gateway]

/// Sends nothing: prints what would be sent.
void send(std::string_view body) { std::cout << body << '\n'; }

// [client]
/// Sends the events of a batch with one session, at most two in a request. The batch is valid at
/// `published`.
template <dialect D>
bool send_in_parts(honeyhive::event_batch<D> batch) {
  if (!batch.events || !assign_single_session(batch, "0aa1b2c3-new-session"))
    return false; // the id, if required
  const auto opening =
      opening_of(batch); // {"single_session":true,"session_properties":{...},"events":[
  if (!opening) return false;
  assay::text_buffer body;
  for (const assay::chunk_step& step :
       assay::chunks(*batch.events, {.wrapper = {*opening, ",", "]}"}, .max_events = 2})) {
    if (step.refused) return false;
    body.clear();
    step.complete->append_body(body);
    send(body.view());
  }
  return true;
}
// [/client]

// [event]
template <dialect D>
honeyhive::batched_event<D> retrieval(std::string name) {
  honeyhive::batched_event<D> e;
  if constexpr (D != dialect::v1)
    e.project = "Simple RAG"; // not with the /v1 routes: their events have no such member
  e.event_type = "tool";
  e.event_name = std::move(name);
  e.inputs = assay::raw_object{{"query", "When does the shop close?"}, {"top_k", 3}};
  e.start_time = 1781254800000;
  e.end_time = 1781254800824;
  e.duration = 824.31;
  return e;
}
// [/event]

// [encoded]
/// In version 1.1.0 the member `event` is a string that holds the event's JSON.
bool send_encoded(const honeyhive::event<dialect::public_api>& event) {
  honeyhive::event_request<dialect::public_api> request;
  const auto encoded = honeyhive::encode(event);
  if (!encoded) return false;
  request.event = *encoded;
  assay::text_buffer body;
  if (!write(request, body)) return false;
  send(body.view());
  return assay::check<honeyhive::event_request<dialect::public_api>>(
      body.view(), {.level = assay::level::strict}); // checks the inner JSON
}
// [/encoded]

/// Pushes events; the server accepts one of them, and then the other.
bool push_events() {
  std::vector<honeyhive::event<dialect::v1>> events(2);
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i].event_type = "tool";
    events[i].inputs.emplace();
    events[i].event_id = i == 0 ? "evt_0" : "evt_1"; // which the response refers to
  }
  int calls = 0;
  const auto post = [&](std::string_view) -> assay::push_response { // your HTTP client
    if (++calls == 1)
      return {.status = 500, .body = R"({"event_ids":["evt_0"],"errors":["busy"]})"};
    return {.status = 200, .body = R"({"event_ids":["evt_1"],"success":true})"};
  };
  // [push]
  const auto transport = [&](std::string_view request) {
    assay::push_response a = post(request);
    a.outcome = honeyhive::read_batch_response(a.status, a.body, request);
    return a;
  };
  const auto sleep = [](std::chrono::milliseconds) {};
  const assay::push_result result =
      assay::push(events, {}, transport, sleep, assay::system_fraction);
  // [/push]
  return result.pushed == 2 && calls == 2;
}

} // namespace

int main() {
  const std::string_view body = R"({"event_type":"tool","inputs":{},"project":"Simple RAG"})";
  if (is_valid(specification::data_plane, "/v1/events", body)) return 1; // no `project` there
  if (!is_valid(specification::v0, "/events",
                R"({"event":{"project":"p","source":"dev","event_name":"n","event_type":"chain",)"
                R"("config":{},"inputs":{},"duration":12.5,"end_time":1781254800824.0}})"))
    return 1;

  honeyhive::event_batch<dialect::v1> batch;
  batch.events = {retrieval<dialect::v1>("first"), retrieval<dialect::v1>("second"),
                  retrieval<dialect::v1>("third")};
  batch.single_session = true;
  batch.session_properties.emplace().session_name = "an evening";
  if (!send_in_parts(batch)) return 1;

  honeyhive::event<dialect::public_api> event;
  event.event_type = "chain";
  event.event_name = "answer";
  event.inputs = assay::raw_object{{"question", "When does the shop close?"}};
  return send_encoded(event) && push_events() ? 0 : 1;
}
