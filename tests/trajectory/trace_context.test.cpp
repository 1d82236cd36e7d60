// SPDX-License-Identifier: BSL-1.0
#include "assay/trajectory/trace_context.hpp"

#include "support/catch.hpp"

#include <string>

using assay::trajectory::trace_context;

TEST_CASE("trace_context: a new id, which its events have as trace and session") {
  trace_context c(assay::random_bytes<16>{});
  CHECK(c.trace_id() == "00000000000040008000000000000000");
  const auto& e = c.event({.event_type = "user.accept"}, {}, {});
  CHECK(*e.trace_id == c.trace_id());
  CHECK(e.session_id == c.trace_id());
  CHECK(e.timestamp == "1970-01-01T00:00:00.000000Z");
  CHECK(e.properties->text() == "{}");
  REQUIRE(c.events().size() == 1);
  CHECK(&c.events()[0] == &e);
  CHECK(trace_context().trace_id() != trace_context().trace_id());
  CHECK(trace_context("mine").trace_id() == "mine");
}

TEST_CASE("trace_context: a session and a trace in the event are kept") {
  trace_context c("t");
  const auto& own_session = c.event({.event_type = "a", .session_id = "s"});
  CHECK(own_session.session_id == "s");
  CHECK(*own_session.trace_id == "t");
  const auto& own_trace = c.event({.event_type = "a", .trace_id = "u"});
  CHECK(*own_trace.trace_id == "u");
  CHECK(own_trace.session_id == "t");
}

TEST_CASE("trace_context: a null or empty trace_id is replaced: in a context it is always set") {
  trace_context c("t");
  CHECK(*c.event({.event_type = "a", .trace_id = nullptr}).trace_id == "t");
  CHECK(*c.event({.event_type = "a", .trace_id = ""}).trace_id == "t");
}

TEST_CASE("trace_context: stamp changes the events of this trace only") {
  trace_context c("t");
  c.event("a", {{"k", 1}});
  c.event({.event_type = "b", .trace_id = "u"});
  c.event("c");
  const assay::trajectory::telemetry_event before = c.events()[0];
  CHECK(c.stamp("tr1") == 2);
  CHECK(before.trajectory_id.is_null());
  CHECK(*c.events()[0].trajectory_id == "tr1");
  CHECK(c.events()[1].trajectory_id.is_null());
  CHECK(*c.events()[2].trajectory_id == "tr1");
  CHECK(c.events()[0].properties->text() == R"({"k":1})");
  CHECK(c.events()[0].event_id == before.event_id);
}

TEST_CASE("trace_context: the trajectory has the trace's id") {
  const trace_context c("t");
  const auto t = c.build_trajectory({assay::raw_object{{"role", "user"}}}, "conv", "voice");
  CHECK(t.trace_id == "t");
  CHECK(t.messages.size() == 1);
  CHECK(*t.conversation_id == "conv");
  CHECK(*t.data_source == "voice");
  CHECK(c.build_trajectory({}).conversation_id.is_null());
}
