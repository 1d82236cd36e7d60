// SPDX-License-Identifier: BSL-1.0
#include "assay/common/promptetheus.hpp"

#include "assay/json/validator.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace assay;
using common::record;

record record_of(std::string_view type, std::string_view payload, std::string_view more = "") {
  promptetheus::event e;
  options reference;
  reference.level = level::reference;
  reference.keep_unknown_types = true;
  validator<promptetheus::event> v(reference);
  const std::string text = R"({"type":")" + std::string(type) +
                           R"(","session_id":"ses_1","timestamp":"2026-06-12T14:34:56.5+02:00",)" +
                           R"("seq":7,"idempotency_key":"ses_1:n:7","payload":)" +
                           std::string(payload) + std::string(more) + '}';
  REQUIRE(v.read(text, e));
  std::vector<record> out;
  common::append_records(out, e);
  REQUIRE(out.size() == 1);
  return out[0];
}

TEST_CASE("common: a Promptetheus event keeps its position, time, span and payload") {
  const record r = record_of("tool_call", R"({"tool_name":"search","arguments":{"n":1.10}})",
                             R"(,"span_id":"b","parent_id":"a")");
  CHECK(r.system == "promptetheus");
  CHECK(r.role == common::role::event);
  CHECK(r.kind == "tool_call");
  CHECK(r.name == "search");
  CHECK(r.id == "ses_1:n:7");
  CHECK(r.session == "ses_1");
  CHECK(r.trace.empty());
  CHECK(r.span == "b");
  CHECK(r.parent == "a");
  REQUIRE(r.time);
  CHECK(r.time->time_since_epoch().count() == 1781267696500000);
  CHECK(r.order == 7u);
  CHECK(!r.error);
  CHECK(r.attributes.text() == R"({"tool_name":"search","arguments":{"n":1.10}})");
}

TEST_CASE("common: a failure in Promptetheus is an error") {
  CHECK(record_of("error", R"({"message":"no route"})").error == "no route");
  CHECK(record_of("error", R"({"message":"no route","error_type":"HTTPError"})").error_type ==
        "HTTPError");
  CHECK(record_of("tool_result", R"({"call_id":"c","result":null,"error":"timed out"})").error ==
        "timed out");
  CHECK(!record_of("tool_result", R"({"call_id":"c","result":1,"error":null})").error);
  CHECK(record_of("session_end", R"({"status":"failed","error":"crashed"})").error == "crashed");
  CHECK(record_of("session_end", R"({"status":"failed","error":null})").error == "");
  CHECK(!record_of("session_end", R"({"status":"completed","error":null})").error);
  CHECK(record_of("session_end", R"({"status":"completed","error":null})").role ==
        common::role::session_end);
}

TEST_CASE("common: Promptetheus' span markers start and end spans, other state changes do not") {
  const record start =
      record_of("state_change", R"({"name":"span_start","span_name":"plan"})", R"(,"span_id":"s")");
  CHECK(start.role == common::role::span_start);
  CHECK(start.name == "plan");
  const record end =
      record_of("state_change", R"({"name":"span_end","span_name":"plan","duration_ms":12})",
                R"(,"span_id":"s")");
  CHECK(end.role == common::role::span_end);
  CHECK(end.duration_ms == 12.0);
  CHECK(record_of("state_change", R"({"name":"span_starts"})").role == common::role::event);
}

TEST_CASE("common: a Promptetheus payload of an unknown type is kept as free-form JSON") {
  const record r = record_of("handover", R"({"to":[1e400]})");
  CHECK(r.kind == "handover");
  CHECK(r.name == "handover");
  CHECK(r.attributes.text() == R"({"to":[1e400]})");
  CHECK(!record_of("user_message", R"({"content":7})").error); // does not fit its struct
}

TEST_CASE("common: the body that opens a Promptetheus trace belongs to its session") {
  std::vector<record> out;
  common::append_records(
      out, promptetheus::trace{.id = "ses_1", .agent = "a", .metadata = raw_object{{"n", 1}}});
  REQUIRE(out.size() == 1);
  CHECK(out[0] == record{.system = "promptetheus",
                         .role = common::role::session,
                         .kind = "trace",
                         .name = "a",
                         .id = "ses_1",
                         .session = "ses_1",
                         .attributes = raw_object{{"n", 1}}});
}

} // namespace
