// SPDX-License-Identifier: BSL-1.0
#include "assay/common/honeyhive.hpp"

#include "support/catch.hpp"

#include <string_view>
#include <vector>

namespace {

using namespace assay;
using common::append_records;
using common::record;
using honeyhive::dialect;

template <class T>
std::vector<record> records_of(std::string_view text) {
  T value;
  validator<T> v({.level = level::reference});
  REQUIRE(v.read(text, value));
  std::vector<record> out;
  append_records(out, value);
  return out;
}

constexpr std::string_view call =
    R"({"project":"p","event_name":"answer","event_type":"model","event_id":"e2","session_id":"s1","parent_id":"e1",
  "config":{"model":"m"},"inputs":{"q":"1e400"},"outputs":{},"error":"timed out","start_time":1781254800000.5,"end_time":1781254801000,
  "metadata":{"n":1.0}})";

TEST_CASE("common: a HoneyHive event is a span with a time, a duration and its objects") {
  const auto records = records_of<honeyhive::event<dialect::v0>>(call);
  REQUIRE(records.size() == 1);
  const record& r = records[0];
  CHECK(r.system == "honeyhive");
  CHECK(r.role == common::role::span);
  CHECK(r.kind == "model");
  CHECK(r.name == "answer");
  CHECK(r.id == "e2");
  CHECK(r.span == "e2");
  CHECK(r.parent == "e1");
  CHECK(r.session == "s1");
  CHECK(r.trace.empty());
  REQUIRE(r.time);
  CHECK(r.time->time_since_epoch().count() == 1781254800000500);
  CHECK(r.duration_ms == 999.5);
  CHECK(r.error == "timed out");
  CHECK(!r.order);
  CHECK(r.attributes.text() ==
        R"({"config":{"model":"m"},"inputs":{"q":"1e400"},"outputs":{},"metadata":{"n":1.0}})");
}

TEST_CASE("common: data that a HoneyHive event lacks are empty") {
  const auto records = records_of<honeyhive::batched_event<dialect::v1>>(R"({"duration":7})");
  REQUIRE(records.size() == 1);
  CHECK(records[0] == record{.system = "honeyhive",
                             .role = common::role::span,
                             .kind = "event",
                             .name = "event",
                             .duration_ms = 7.0});
}

TEST_CASE("common: a HoneyHive time beyond the calendar is ignored") {
  for (const std::string_view time : {"1e300", "-1e300", "1e400", "253402300800000"}) {
    const auto records =
        records_of<honeyhive::event<dialect::v0>>(R"({"start_time":)" + std::string(time) + "}");
    CHECK(!records.at(0).time);
  }
}

TEST_CASE("common: events of a HoneyHive batch with a shared session get that session") {
  constexpr std::string_view events =
      R"("events":[{"event_id":"a"},{"event_id":"b","session_id":"own"}])";
  const auto text = [&](std::string_view rest) {
    return "{" + std::string(events) + std::string(rest) + "}";
  };
  const auto sessions = [](const std::vector<record>& records) {
    std::vector<std::string> out;
    for (const record& r : records) out.push_back(r.session);
    return out;
  };
  CHECK(sessions(records_of<honeyhive::event_batch<dialect::v0>>(text(""))) ==
        std::vector<std::string>{"", "own"});
  CHECK(sessions(records_of<honeyhive::event_batch<dialect::v0>>(
            text(R"(,"is_single_session":true,"session_properties":{"session_id":"s"})"))) ==
        std::vector<std::string>{"s", "s"});
  CHECK(sessions(records_of<honeyhive::event_batch<dialect::v1>>(
            text(R"(,"single_session":true)"))) == std::vector<std::string>{"own", "own"});
}

TEST_CASE("common: HoneyHive's wrappers contain an object, or JSON in a string") {
  CHECK(records_of<honeyhive::event_request<dialect::v0>>(R"({"event":{"event_name":"n"}})")
            .at(0)
            .name == "n");
  CHECK(records_of<honeyhive::event_request<dialect::public_api>>(
            R"({"event":"{\"event_name\":\"n\"}"})")
            .at(0)
            .name == "n");
  CHECK(records_of<honeyhive::event_request<dialect::public_api>>(R"({"event":"{"})").empty());
  CHECK(records_of<honeyhive::event_request<dialect::legacy>>("{}").empty());
  const auto session = records_of<honeyhive::session_request<dialect::legacy>>(
      R"({"session":{"session_name":"n","session_id":"s"}})");
  REQUIRE(session.size() == 1);
  CHECK(session[0].kind == "session");
  CHECK(session[0].name == "n");
  CHECK(session[0].span == "s");
  CHECK(session[0].session == "s");
  const auto model = records_of<honeyhive::model_event_request<dialect::v0>>(
      R"({"model_event":{"event_name":"n","model":"m","usage":{"tokens":1},"hyperparameters":{"t":0}}})");
  REQUIRE(model.size() == 1);
  CHECK(model[0].kind == "model");
  CHECK(model[0].attributes.text() == R"({"usage":{"tokens":1},"hyperparameters":{"t":0}})");
  CHECK(records_of<honeyhive::model_event_batch<dialect::legacy>>(R"({"model_events":[{},{}]})")
            .size() == 2);
  CHECK(records_of<honeyhive::session_traces>(R"({"logs":[{}],"events":[{},{}]})").size() == 3);
}

} // namespace
