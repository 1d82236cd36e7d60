// SPDX-License-Identifier: BSL-1.0
#include "running.hpp"

#include <string>
#include <string_view>

using gateway_test::running;

namespace {

gateway::settings lenient() {
  gateway::settings s;
  s.checks.level = assay::level::reference;
  return s;
}

std::string metric(int seq, std::string_view payload = R"({"name":"n","value":1})") {
  const std::string n = std::to_string(seq);
  return R"({"type":"metric","session_id":"x","timestamp":"t","seq":)" + n +
         R"(,"idempotency_key":"k)" + n + R"(","payload":)" + std::string(payload) + "}";
}

} // namespace

TEST_CASE("systems: Promptetheus events get one response each, and duplicates are reported") {
  running r;
  const std::string body = R"({"events":[)" + metric(0) + "," + metric(1) + "," + metric(0) + "]}";
  CHECK(r.post("/api/traces/s/events", body) ==
        R"(200 {"accepted":3,"duplicates":1,"rejected":[]})");
  CHECK(r.post("/api/traces/s/events?results=each", body) ==
        R"(200 {"results":[{"index":0,"status":200,"duplicate":true},)"
        R"({"index":1,"status":200,"duplicate":true},{"index":2,"status":200,"duplicate":true}]})");
  CHECK(r.post("/api/traces/s/events", metric(2)) ==
        R"(200 {"accepted":1,"duplicates":0,"rejected":[]})");
  CHECK(r.events() == 3);
  CHECK(r.post("/api/traces/s/events", "{\"events\":[").substr(0, 14) == R"(400 {"detail":)");
  CHECK(r.post("/api/traces/s/events", "{\"events\":[").substr(0, 3) == "400");
  CHECK(r.rejected() == 1);
  CHECK(r.count("SELECT repeats FROM quarantine") == 1);
}

TEST_CASE("systems: every trace is opened, and opening it twice has no effect") {
  running r;
  CHECK(r.post("/api/traces", R"({"id":"t","agent":"a"})").substr(0, 35) ==
        R"(201 {"id":"t","trace":{"id":"t","ag)");
  CHECK(r.post("/api/traces", R"({"id":"t","agent":"a"})").substr(0, 3) == "201");
  CHECK(r.count("SELECT count(*) FROM sessions WHERE status = 'running'") == 1);
  for (const char* const body :
       {"", "{}", R"({"id":0})", R"({"id":""})", R"({"tags":1,"id":null})"})
    CHECK(r.post("/api/traces", body).substr(0, 10) == R"(201 {"id":)");
  CHECK(r.count("SELECT count(*) FROM sessions") == 6);
  const std::string of_zero = r.post("/api/traces", R"({"id":0,"extra":1})");
  CHECK(of_zero.find("\"id\":0") == of_zero.npos);
  CHECK(r.post("/api/traces", "[]").substr(0, 3) == "422");
  CHECK(r.post("/api/traces", "{").substr(0, 3) == "400");
  const std::string end = R"({"type":"session_end","session_id":"t","timestamp":"t","seq":1,)"
                          R"("idempotency_key":"e","payload":{"status":"completed"}})";
  CHECK(r.post("/api/traces/t/events", end).substr(0, 3) == "200");
  CHECK(r.post("/api/traces", R"({"id":"t","agent":"a"})").substr(0, 3) == "201");
  CHECK(r.count("SELECT count(*) FROM sessions WHERE session = 't' AND status = 'completed' AND "
                "agent = 'a' AND events = 1") == 1);
}

TEST_CASE("systems: with --require-trace an event of an unknown trace is rejected") {
  gateway::settings s;
  s.requires_trace = true;
  running r(s);
  CHECK(r.post("/api/traces/t/events", metric(0)) == R"(404 {"detail":"trace not found"})");
  CHECK(r.post("/api/traces", R"({"id":"t"})").substr(0, 3) == "201");
  CHECK(r.post("/api/traces/t/events", metric(0)).substr(0, 3) == "200");
}

TEST_CASE("systems: HoneyHive batches return ids, and name the rejected events") {
  running r;
  CHECK(r.post("/v1/events/batch",
               R"({"events":[{"event_type":"tool","inputs":{},"event_id":"a"}]})") ==
        R"(200 {"event_ids":["a"],"success":true})");
  const std::string mixed =
      R"({"events":[{"event_type":"tool","inputs":{},"event_id":"a"},{"event_type":"x","inputs":{}},)"
      R"({"event_type":"tool","inputs":{},"event_id":"b"}]})";
  const std::string answer = r.post("/v1/events/batch", mixed);
  CHECK(answer.substr(0, 46) == R"(500 {"event_ids":["a","b"],"errors":["event 1:)");
  CHECK(r.events() == 2);
  CHECK(r.rejected() == 1);
  CHECK(r.post("/v1/events/batch", R"({"events":[],"session":{}})").substr(0, 3) ==
        "400"); // unknown member
  CHECK(r.post("/v1/events/batch", R"({"events":[{"event_type":"x","inputs":{}}]})").substr(0, 3) ==
        "400");
  CHECK(r.retry_all(lenient()));
  CHECK(r.rejected() == 0);
}

TEST_CASE("systems: HoneyHive events of one session get its id from each source") {
  running r;
  const auto session_of = [&](const char* path, const char* body) {
    const std::string answer = r.post(path, body);
    const std::size_t at = answer.find(R"("session_id":")");
    return at == answer.npos ? std::string()
                             : answer.substr(at + 14, answer.find('"', at + 14) - at - 14);
  };
  CHECK(session_of("/v1/sessions/p%20q/events/batch",
                   R"({"events":[{"event_type":"tool","inputs":{}}]})") == "p q");
  CHECK(
      session_of(
          "/v1/events/batch",
          R"({"single_session":true,"events":[{"event_type":"tool","inputs":{}},{"event_type":"tool","inputs":{},"session_id":"own"}]})") ==
      "own");
  CHECK(
      session_of(
          "/events/batch",
          R"({"is_single_session":true,"session_properties":{"session_id":"told"},"events":[{"event_id":"z"}]})") ==
      "told");
  CHECK(session_of("/v1/events/batch",
                   R"({"events":[{"event_type":"tool","inputs":{},"session_id":"own"}]})")
            .empty());
  CHECK(r.count("SELECT count(*) FROM events WHERE session = 'own'") == 3);
  CHECK(r.count("SELECT count(*) FROM events WHERE session = 'told'") == 1);
  CHECK(r.count("SELECT count(*) FROM events WHERE session = ''") == 0);
}

TEST_CASE("systems: HoneyHive dialects are checked by their own rules") {
  for (const auto spec :
       {assay::honeyhive::specification::v0, assay::honeyhive::specification::public_api,
        assay::honeyhive::specification::data_plane}) {
    gateway::settings s;
    s.honeyhive = spec;
    running r(s);
    const auto status = [&](const char* path, const char* body) {
      return r.post(path, body).substr(0, 3);
    };
    const bool is_v0 = spec == assay::honeyhive::specification::v0,
               is_public = spec == assay::honeyhive::specification::public_api;
    CHECK(status("/events", R"({"event":{"event_type":"tool","inputs":{}}})") ==
          (is_v0 || is_public ? "400" : "200"));
    CHECK(status("/events", R"({"event":"{\"event_type\":\"tool\",\"inputs\":{}}"})") ==
          (is_public ? "200" : "400"));
    CHECK(status("/events", R"({"event":"{\"event_type\":7}"})") == "400");
    CHECK(status("/session/start",
                 R"({"session":{"session_name":"n","source":"s","project":"p"}})") ==
          (is_public ? "400" : "200"));
    CHECK(status("/session/start", R"({"session_name":"n"})") == (is_v0 ? "200" : "400"));
    CHECK(status("/v1/sessions", R"({"session_name":"n"})") == "200");
    CHECK(status("/v1/sessions", R"({"project":"p"})") == "400");
  }
}

TEST_CASE("systems: a HoneyHive update changes the event, and a retry is still recognized") {
  running r;
  const char* const event =
      R"({"event_type":"tool","inputs":{},"event_id":"e","metadata":{"a":1,"b":{"x":1}}})";
  CHECK(r.post("/v1/events", event) == R"(200 {"success":true,"event_id":"e"})");
  CHECK(r.ask("PUT", "/v1/events/e",
              R"({"metadata":{"b":{"y":2},"c":3},"outputs":{"o":1},"duration":5})") ==
        R"(200 {"success":true})");
  CHECK(r.count("SELECT body = '{\"event_type\":\"tool\",\"inputs\":{},\"event_id\":\"e\","
                "\"metadata\":{\"a\":1,\"b\":{\"y\":2},\"c\":3},\"outputs\":{\"o\":1},"
                "\"duration\":5}' FROM events") == 1);
  CHECK(r.post("/v1/events", event) == R"(200 {"success":true,"event_id":"e"})");
  CHECK(r.events() == 1);
  CHECK(r.ask("PUT", "/v1/events/f", "{}").substr(0, 3) == "404");
  CHECK(r.post("/v1/events", R"({"event_type":"tool","inputs":{"other":1},"event_id":"e"})")
            .substr(0, 3) == "409");
}

TEST_CASE("systems: ProductTelemetry events are identified by content and number") {
  running r;
  const std::string e =
      R"({"event_name":"a.b","event_type":"usage","client_id":"c","session_id":"s","timestamp":"2026-01-01T00:00:00+00:00","properties":{}})";
  const std::string two = R"({"events":[)" + e + "," + e + "]}";
  CHECK(r.post("/ingest", two) == R"(200 {"accepted":2,"duplicates":0,"rejected":[]})");
  CHECK(r.post("/any/base/ingest", two) == R"(200 {"accepted":2,"duplicates":2,"rejected":[]})");
  CHECK(r.post("/ingest", R"({"events":[)" + e + "," + e + "," + e + "]}") ==
        R"(200 {"accepted":3,"duplicates":2,"rejected":[]})");
  CHECK(r.post("/ingest", R"({"events":[{"client_id":"c"}]})").substr(0, 3) == "207");
  CHECK(r.post("/identify", R"({"client_id":"c","user_id":"u"})").substr(0, 3) == "200");
  CHECK(r.ask("DELETE", "/gdpr/delete-self", R"({"client_id":"c"})") == R"(200 {"deleted":3})");
  CHECK(r.events() == 0);
  CHECK(r.rejected() == 0);
  CHECK(r.ask("DELETE", "/gdpr/delete-self", "{}").substr(0, 3) == "422");
}

TEST_CASE("systems: Trajectory events without an id are new, and an upload has one id") {
  running r;
  const std::string body =
      R"({"events":[{"event_type":"a","session_id":"s"},{"event_type":"a","session_id":"s","event_id":"i"}]})";
  CHECK(r.post("/api/telemetry/events", body) ==
        R"(200 {"accepted":2,"duplicates":0,"rejected":[]})");
  CHECK(r.post("/api/telemetry/events", body) ==
        R"(200 {"accepted":2,"duplicates":1,"rejected":[]})");
  CHECK(r.events() == 3);
  const std::string id = r.post("/api/trajectories", R"({"trace_id":"t","messages":[]})");
  CHECK(id.substr(0, 21) == R"(200 {"trajectory_id":)");
  CHECK(r.post("/api/trajectories", R"({"trace_id":"t","messages":[]})") == id);
}

TEST_CASE("systems: an invalid Noveum request stores nothing, and its body is kept") {
  running r;
  const std::string trace = R"({"trace_id":"t","name":"n","start_time":"2026-06-12T12:34:56Z"})";
  CHECK(r.post("/v1/traces", R"({"traces":[)" + trace + R"(],"timestamp":"x"})").substr(0, 3) ==
        "422");
  CHECK(r.events() == 0);
  CHECK(r.rejected() == 1);
  CHECK(r.post("/base/v1/traces", R"({"traces":[)" + trace + "]}").substr(0, 18) ==
        R"(200 {"accepted":1,)");
  CHECK(r.post("/v1/traces", R"({"traces":[)" + trace + "]}") ==
        R"(200 {"accepted":1,"duplicates":1,"rejected":[]})");
}

TEST_CASE("systems: a retried entry is stored once, and an invalid one stays") {
  running r;
  const std::string wrong = metric(1, R"({"name":7})"), worse = metric(2).replace(2, 4, "nope");
  CHECK(r.post("/api/traces/a%2Fb/events", R"({"events":[)" + wrong + "," + worse + "]}")
            .substr(0, 17) == R"(200 {"accepted":0)");
  CHECK(r.rejected() == 2);
  CHECK_FALSE(r.retry_all(gateway::settings()));
  CHECK(r.rejected() == 2);
  CHECK(r.count("SELECT sum(repeats) FROM quarantine") == 0);
  CHECK_FALSE(r.retry_all(lenient()));
  CHECK(r.rejected() == 1);
  CHECK(r.count("SELECT count(*) FROM events WHERE session = 'a/b'") == 1);
}

TEST_CASE("systems: an entry without an id is retried as often as it arrived") {
  gateway::settings strict;
  strict.checks.level = assay::level::strict;
  running r(strict);
  const std::string e =
      R"({"event_name":"","event_type":"usage","client_id":"c","session_id":"s","timestamp":"x","properties":{}})";
  CHECK(r.post("/ingest", R"({"events":[)" + e + "," + e + "," + e + "]}").substr(0, 3) == "207");
  for (const char* const id : {"", R"(,"event_id":"one")"})
    for (int i = 0; i < 3; ++i)
      CHECK(r.post("/v1/events",
                   R"({"event_type":"tool","inputs":4,"session_id":"h")" + std::string(id) + "}")
                .substr(0, 3) == "400");
  CHECK(r.rejected() == 3);
  REQUIRE(r.retry_all(lenient()));
  CHECK(r.count("SELECT count(*) FROM events WHERE session = 's'") == 3);
  CHECK(r.count("SELECT count(*) FROM events WHERE session = 'h' AND key = 'one'") == 1);
  CHECK(r.count("SELECT count(*) FROM events WHERE session = 'h'") == 4);
  CHECK(r.rejected() == 0);
}

TEST_CASE("systems: the first reason of each event of a large batch is kept") {
  running r;
  const auto batch = [&](int n) {
    std::string body = R"({"events":[)";
    for (int i = 0; i < n; ++i)
      body.append(i == 0 ? "" : ",").append(R"({"type":"metric","seq":)" + std::to_string(i) + "}");
    return r.post("/api/traces/s/events", body + "]}");
  };
  CHECK(batch(2000).substr(0, 3) == "200");
  CHECK(r.rejected() == 100); // the number of entries that are kept
  CHECK(r.count("SELECT count(*) FROM quarantine WHERE violations LIKE '[{\"pointer\":\"%\"code\":"
                "\"missing_member\"%'") == 100);
}

TEST_CASE("systems: known reasons are kept when a duplicate arrives in a large batch") {
  running r;
  const std::string last = R"({"type":"metric","seq":1999})";
  CHECK(r.post("/api/traces/s/events", last).substr(0, 3) == "422");
  const std::int64_t size = r.count("SELECT length(violations) FROM quarantine");
  std::string body = R"({"events":[)";
  for (int i = 0; i < 2000; ++i) body.append(R"({"type":"metric","seq":0},)");
  CHECK(r.post("/api/traces/s/events", body + last + "]}").substr(0, 3) == "200");
  CHECK(r.count("SELECT length(violations) FROM quarantine WHERE repeats = 1") == size);
}

TEST_CASE("systems: at level reference a known key with other content is a duplicate") {
  running published, reference(lenient());
  for (running* const r : {&published, &reference})
    CHECK(r->post("/api/traces/s/events", metric(1)).substr(0, 18) == R"(200 {"accepted":1,)");
  const std::string other = metric(1, R"({"name":"n","value":2})");
  CHECK(published.post("/api/traces/s/events", other).substr(0, 18) == R"(200 {"accepted":0,)");
  CHECK(published.rejected() == 1);
  CHECK(reference.post("/api/traces/s/events", other) ==
        R"(200 {"accepted":1,"duplicates":1,"rejected":[]})");
  CHECK(reference.rejected() == 0);
  CHECK(reference.events() == 1);
}

TEST_CASE("systems: events of an unopened trace are kept until it is opened") {
  gateway::settings s;
  s.requires_trace = true;
  running r(s);
  CHECK(r.post("/api/traces/t/events", metric(0)).substr(0, 3) == "404");
  CHECK(r.rejected() == 1);
  CHECK_FALSE(r.retry_all(s));
  CHECK(r.post("/api/traces", R"({"id":"t"})").substr(0, 3) == "201");
  CHECK(r.retry_all(s));
  CHECK(r.rejected() == 0);
  CHECK(r.events() == 1);
}

TEST_CASE("systems: an entry that is rejected again is counted once") {
  running r;
  CHECK(r.post("/api/traces/s/events", R"({"type":1})").substr(0, 3) == "422");
  const auto rejected = [](const gateway::outcome_counts& counts, std::string_view outcome) {
    std::uint64_t n = 0;
    for (const auto& [name, count] : counts)
      if (std::get<1>(name) == outcome) n += count;
    return n;
  };
  CHECK(rejected(r.store().take_counts(), "rejected") == 1);
  CHECK_FALSE(r.retry_all(gateway::settings()));
  const auto counts = r.store().take_counts();
  CHECK(rejected(counts, "rejected") == 0);
  CHECK(rejected(counts, "retried") == 1);
}

TEST_CASE("systems: a deletion includes entries of unknown clients that mention the id") {
  running r;
  const auto keep = [&](const char* path, std::string body) {
    CHECK(r.post(path, std::move(body)).substr(0, 1) != "5");
  };
  keep("/identify", R"({"client_id":"v-1","user_id":7})");
  keep("/ingest", R"({"events":[{"client_id":"v-1")");
  keep("/ingest", R"({"events":[{"client_id":"other","client_id":"v-1","event_name":7}]})");
  keep("/identify", R"({"client_id":"\u0076-1","user_id":7})");
  keep("/identify", R"({"client_id":"w","user_id":7})");
  keep("/ingest",
       R"({"events":[{"client_id":"w","event_name":"of v-1"}]})"); // the client w is known
  CHECK(r.rejected() == 6);
  CHECK(r.ask("DELETE", "/gdpr/delete-self", R"({"client_id":"v-1"})") == R"(200 {"deleted":0})");
  CHECK(r.rejected() == 2);
}

TEST_CASE("systems: an id that is too long for a path is rejected, and nothing is kept") {
  running r;
  const std::string longest(4096, 'x'), longer(4097, 'x');
  const auto batch = [](const std::string& id) {
    return R"({"events":[{"event_type":"a","session_id":"s"},{"event_type":"a","session_id":")" +
           id + "\"}]}";
  };
  CHECK(r.post("/api/telemetry/events", batch(longest)).substr(0, 3) == "200");
  CHECK(r.post("/api/telemetry/events", batch(longer)).substr(0, 3) == "400");
  CHECK(r.post("/api/traces", R"({"id":")" + longer + "\"}").substr(0, 3) == "400");
  CHECK(r.events() == 2);
}
