// SPDX-License-Identifier: BSL-1.0
#include <assay/noveum/trace.hpp>

#include "support/catch.hpp"
#include "support/findings.hpp"

#include <assay/noveum.hpp>

#include <string>
#include <vector>

namespace noveum_trace_test {

using namespace assay;
using noveum::trace;
using list = std::vector<std::string>;

std::string span(std::string_view id, std::string_view parent, std::string_view status,
                 std::string_view trace_id = "t1") {
  return R"({"span_id":")" + std::string(id) + R"(","trace_id":")" + std::string(trace_id) +
         R"(","parent_span_id":)" + (parent.empty() ? "null" : '"' + std::string(parent) + '"') +
         R"(,"name":"n","start_time":"2026-06-12T09:01:00+00:00","end_time":null,"duration_ms":null,"status":")" +
         std::string(status) + R"(","status_message":null,"attributes":{},"events":[],"links":[]})";
}

std::string text(int span_count, int error_count, std::string_view spans) {
  return R"({"trace_id":"t1","name":"n","start_time":"2026-06-12T09:01:00+00:00","end_time":null,"duration_ms":null,"status":"unset",)"
         R"("status_message":null,"span_count":)" +
         std::to_string(span_count) + R"(,"error_count":)" + std::to_string(error_count) +
         R"(,"attributes":{},"metadata":{"user_id":null,"session_id":"s","request_id":null,"tags":{},"custom_attributes":{}},"spans":[)" +
         std::string(spans) + R"(],"events":[]})";
}

list found(std::string_view json, level l = level::strict) {
  return assay_test::lines_of<trace>(json, l);
}

TEST_CASE("noveum trace: with and without the members that an export adds") {
  const std::string json = text(0, 0, "");
  CHECK(found(json).empty());
  std::string exported = json;
  exported.pop_back();
  exported +=
      R"(,"sdk":{"name":"noveum-trace-python","version":"1.5.17"},"service_version":"1","project":"p","environment":"test"})";
  CHECK(found(exported).empty());
  CHECK(found("{}", level::reference) ==
        list{"/trace_id: the member is missing: expected non-empty string [missing_member]",
             "/name: the member is missing: expected string [missing_member]",
             "/start_time: the member is missing: expected string [missing_member]"});
  CHECK(found(R"({"trace_id":"t","name":"n","start_time":"t"})", level::published).empty());
}

TEST_CASE("noveum trace: strict compares the counts with the spans") {
  const std::string two = span("a", "", "error") + "," + span("b", "a", "timeout");
  CHECK(found(text(2, 1, two)).empty());
  CHECK(found(text(2, 0, two)).empty()); // the span was ended by itself and not counted
  CHECK(found(text(3, 1, two)) ==
        list{"/span_count: expected the number of the spans [members_disagree]"});
  CHECK(
      found(text(2, 2, two)) ==
      list{"/error_count: expected at most the number of spans with an error [members_disagree]"});
  CHECK(found(text(3, 2, two), level::published).empty());
}

TEST_CASE("noveum trace: at strict, spans must belong to this trace and to each other") {
  CHECK(found(text(1, 0, span("a", "", "ok", "t2"))) ==
        list{"/spans/0/trace_id: expected the trace_id of the trace [members_disagree]"});
  CHECK(found(text(2, 0, span("a", "", "ok") + "," + span("a", "", "ok"))) ==
        list{"/spans/1/span_id: expected an id that no other span has [members_disagree]"});
  CHECK(found(text(2, 0, span("a", "", "ok") + "," + span("b", "c", "ok"))) ==
        list{"/spans/1/parent_span_id: expected the id of a span of the trace [members_disagree]"});
  const std::string round = text(2, 0, span("a", "b", "ok") + "," + span("b", "a", "ok"));
  CHECK(found(round) == list{"/spans/1/parent_span_id: expected a parent that is neither the "
                             "span itself nor within it [members_disagree]"});
  CHECK(found(round, level::published).empty());
}

TEST_CASE("noveum trace: the rules of a span apply within a trace and within a request") {
  std::string reversed = span("a", "", "ok");
  reversed.replace(reversed.find(R"("end_time":null)"), 15,
                   R"("end_time":"2026-06-12T09:00:00+00:00")");
  CHECK(found(text(1, 0, reversed)) == list{"/spans/0/end_time: expected an end_time that is not "
                                            "before start_time [members_disagree]"});
  validator<noveum::export_request> v({.level = level::strict});
  CHECK_FALSE(v.check(std::string_view(R"({"traces":[)" + text(2, 0, reversed) +
                                       R"(],"timestamp":1795345079.5})")));
  REQUIRE(v.report().violations().size() == 2);
  CHECK(v.report().violations()[0].path == "/traces/0/span_count");
  CHECK(v.report().violations()[1].path == "/traces/0/spans/0/end_time");
}

TEST_CASE("noveum trace: all contradictions are reported, each at its place") {
  const std::string spans =
      span("a", "z", "ok", "t2") + "," + span("a", "", "ok") + "," + span("c", "c", "ok");
  CHECK(found(text(7, 1, spans)) ==
        list{"/span_count: expected the number of the spans [members_disagree]",
             "/error_count: expected at most the number of spans with an error [members_disagree]",
             "/spans/0/trace_id: expected the trace_id of the trace [members_disagree]",
             "/spans/0/parent_span_id: expected the id of a span of the trace [members_disagree]",
             "/spans/1/span_id: expected an id that no other span has [members_disagree]",
             "/spans/2/parent_span_id: expected a parent that is neither the span itself nor "
             "within it [members_disagree]"});
  CHECK(found(text(0, 0, "7")) ==
        list{"/spans/0: expected object, found number [type_mismatch]"}); // not a span
}

TEST_CASE(
    "noveum trace: white space, escapes and any order of a span's members make no difference") {
  const std::string spaced =
      R"({"name" : "n" , "parent_span_id" : null, "status" : "err\u006fr" , "sp\u0061n_id" : "a", "x" : [ { } ],
    "trace_id" : "t\u0031" , "start_time" : "2026-06-12T09:01:00Z" , "attributes" : { "status" : "ok" } , "events" : [ ] , "links" : [ ] })";
  CHECK(found(text(2, 1, " " + spaced + " ,\n " + span("b", "a", "ok") + " "), level::strict) ==
        list{"/spans/0/x: warning: the member is not in the schema [unknown_member]"});
}

} // namespace noveum_trace_test
