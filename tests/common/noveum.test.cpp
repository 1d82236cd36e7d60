#include "assay/common/noveum.hpp"

#include "assay/json/validator.hpp"
#include "support/catch.hpp"

#include <string_view>
#include <vector>

using assay::common::record;
using assay::common::role;

namespace {

template <class T>
std::vector<record> noveum_records(std::string_view text) {
  T value;
  assay::validator<T> validator;
  REQUIRE(validator.read(text, value));
  std::vector<record> out;
  append_records(out, value);
  return out;
}

std::chrono::sys_time<std::chrono::microseconds> second(int s) {
  return std::chrono::sys_time<std::chrono::microseconds>(std::chrono::seconds(1781254860 + s)); // 2026-06-12T09:01:00Z
}

constexpr std::string_view trace_text =
    R"({"trace_id":"t1","name":"answer","start_time":"2026-06-12T09:01:00+00:00","end_time":null,"duration_ms":null,"status":"unset",
  "attributes":{"n":1},"metadata":{"session_id":"s1"},"spans":[
    {"span_id":"a","trace_id":"t1","parent_span_id":null,"name":"plan","start_time":"2026-06-12T09:01:01+00:00",
     "end_time":"2026-06-12T09:01:03+00:00","duration_ms":2000.0,"status":"ok"},
    {"span_id":"b","trace_id":"t1","parent_span_id":"a","name":"search","start_time":"2026-06-12T09:01:02+00:00",
     "end_time":"2026-06-12T09:01:02.5+00:00","status":"timeout","events":[{"name":"search.query.failed",
     "timestamp":"2026-06-12T09:01:02+00:00","attributes":{"error.type":"Late"}}]}],
  "events":[{"name":"user.login.attempted","timestamp":"2026-06-12T09:01:04+00:00"}]})";

} // namespace

TEST_CASE("common: a Noveum trace is a record, and so are its spans and events, all of its session") {
  const auto records = noveum_records<assay::noveum::trace>(trace_text);
  REQUIRE(records.size() == 5);
  CHECK(records[0] == record{.system = "noveum",
                             .role = role::session,
                             .kind = "trace",
                             .name = "answer",
                             .id = "t1",
                             .session = "s1",
                             .trace = "t1",
                             .time = second(0),
                             .attributes = assay::raw_object{{"n", 1}}});
  CHECK(records[1] == record{.system = "noveum",
                             .role = role::span,
                             .kind = "span",
                             .name = "plan",
                             .id = "a",
                             .session = "s1",
                             .trace = "t1",
                             .span = "a",
                             .time = second(1),
                             .duration_ms = 2000.0});
  CHECK(records[2].parent == "a");
  CHECK(records[2].duration_ms == 500.0); // from its times
  CHECK(records[2].error == "timeout");
  CHECK(records[3].role == role::event);
  CHECK(records[3].name == "search.query.failed");
  CHECK(records[3].span == "b");
  CHECK(records[3].trace == "t1");
  CHECK(records[3].error == "Late");
  CHECK(records[4].span.empty());
  CHECK(records[4].session == "s1");
  CHECK(!records[4].error);
}

TEST_CASE("common: a Noveum span's error is what was thrown, else its status") {
  const auto error_of = [](std::string_view rest) {
    return noveum_records<assay::noveum::span>(R"({"span_id":"a","trace_id":"t","name":"n","start_time":"x")" + std::string(rest) + "}")
        .at(0)
        .error;
  };
  CHECK(!error_of(""));
  CHECK(!error_of(R"(,"status":"ok","status_message":"fine")"));
  CHECK(error_of(R"(,"status":"error","status_message":"no route")") == "no route");
  CHECK(error_of(R"(,"status":"cancelled","status_message":null)") == "cancelled");
  CHECK(error_of(R"(,"status":"error","exception":{"type":"E","message":"thrown"})") == "thrown");
}

TEST_CASE("common: without a session Noveum's records are of their trace alone") {
  const auto records = noveum_records<assay::noveum::export_request>(
      R"({"traces":[{"trace_id":"t1","name":"a","start_time":"","metadata":{"session_id":null}},
        {"trace_id":"t2","name":"b","start_time":""}],"timestamp":1.5})");
  REQUIRE(records.size() == 2);
  CHECK(group_of(records[0]) == "t1");
  CHECK(group_of(records[1]) == "t2");
  CHECK(!records[0].time);
}
