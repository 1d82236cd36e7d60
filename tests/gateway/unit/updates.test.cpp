// SPDX-License-Identifier: BSL-1.0
#include "running.hpp"

#include <string>

using gateway_test::running;

namespace {

constexpr const char* of_a =
    R"({"event_type":"tool","inputs":{},"event_id":"e","session_id":"A","metadata":{"who":"a"}})";
constexpr const char* of_b =
    R"({"event_type":"tool","inputs":{},"event_id":"e","session_id":"B","metadata":{"who":"b"}})";

std::int64_t with(running& r, const std::string& body) {
  gateway::statement asked(r.store().db(), "SELECT count(*) FROM events WHERE body = ?1");
  asked.bind(body);
  return asked.step() ? asked.integer(0) : -1;
}

} // namespace

TEST_CASE("updates: an id of several sessions is changed only in the named session") {
  running r;
  CHECK(r.post("/v1/events", of_a).substr(0, 3) == "200");
  CHECK(r.post("/v1/events", of_b).substr(0, 3) == "200");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"duration":1})").substr(0, 3) == "409");
  CHECK(with(r, of_a) == 1);
  CHECK(with(r, of_b) == 1);
  CHECK(r.ask("PUT", "/v1/events/e?session_id=B", R"({"duration":1})").substr(0, 3) == "200");
  CHECK(r.ask("PUT", "/events", R"({"event_id":"e","session_id":"B","duration":2})").substr(0, 3) ==
        "200");
  CHECK(with(r, of_a) == 1);
  std::string changed = of_b;
  changed.insert(changed.size() - 1, R"(,"duration":2)");
  CHECK(with(r, changed) == 1);
  CHECK(r.ask("PUT", "/v1/events/e?session_id=C", R"({"duration":1})").substr(0, 3) == "404");
  CHECK(r.ask("PUT", "/v1/events/e?session_id=A", R"({"session_id":"B"})").substr(0, 3) == "400");
}

TEST_CASE("updates: identifying members stay unchanged") {
  running r;
  CHECK(r.post("/v1/events", of_a).substr(0, 3) == "200");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"event_id":"f"})").substr(0, 3) == "400");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"session_id":"B"})").substr(0, 3) == "404");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"session_id":7})").substr(0, 3) == "400");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"session\u005fid":"B"})").substr(0, 3) == "404");
  CHECK(with(r, of_a) == 1);
}

TEST_CASE("updates: a change that makes the event invalid is rejected, and kept") {
  running r;
  CHECK(r.post("/v1/events", of_a).substr(0, 3) == "200");
  const std::string answer = r.ask("PUT", "/v1/events/e", R"({"event_type":"nonsense"})");
  CHECK(answer.substr(0, 3) == "422");
  CHECK(answer.find("/event_type") != answer.npos);
  CHECK(with(r, of_a) == 1);
  CHECK(r.rejected() == 1);
}

TEST_CASE("updates: no member is duplicated, however its name is written") {
  running r;
  CHECK(r.post("/v1/events", of_a).substr(0, 3) == "200");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"metadat\u0061":{"wh\u006f":"x"}})").substr(0, 3) ==
        "200");
  CHECK(with(r, R"({"event_type":"tool","inputs":{},"event_id":"e","session_id":"A",)"
                R"("metadata":{"who":"x"}})") == 1);
}

TEST_CASE("updates: an event does not exceed the maximum size of a body") {
  gateway::settings s;
  s.max_body = 200;
  running r(s);
  CHECK(r.post("/v1/events", of_a).substr(0, 3) == "200");
  const std::string text(80, 'x');
  CHECK(r.ask("PUT", "/v1/events/e", R"({"metadata":{"a":")" + text + "\"}}").substr(0, 3) ==
        "200");
  CHECK(r.ask("PUT", "/v1/events/e", R"({"metadata":{"b":")" + text + "\"}}").substr(0, 3) ==
        "422");
  CHECK(r.count("SELECT length(body) <= 200 FROM events") == 1);
}
