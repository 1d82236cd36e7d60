// SPDX-License-Identifier: BSL-1.0
#include <assay/noveum/span.hpp>

#include "support/catch.hpp"
#include "support/findings.hpp"
#include "support/events.hpp"

#include <assay/noveum.hpp>

#include <string>
#include <vector>

namespace noveum_span_test {

using namespace assay;
using noveum::span;
using list = std::vector<std::string>;

/// A span with these members in place of, or after, the required ones.
std::string text(
    std::string_view id = R"("span_id":"s1")",
    std::string_view times =
        R"("start_time":"2026-06-12T09:01:00+00:00","end_time":"2026-06-12T09:01:01.5+00:00","duration_ms":1500.0)",
    std::string_view rest = "") {
  return "{" + std::string(id) + R"(,"trace_id":"t1","parent_span_id":null,"name":"search",)" +
         std::string(times) +
         R"(,"status":"ok","status_message":null,"attributes":{},"events":[],"links":[])" +
         std::string(rest) + "}";
}

list found(std::string_view json, level l = level::strict) {
  return assay_test::lines_of<span>(json, l);
}

list times(std::string_view members) { return found(text(R"("span_id":"s1")", members)); }

TEST_CASE("noveum span: members required at strict") {
  CHECK(found(text()).empty());
  CHECK(found("{}").size() == 8);
  CHECK(found("{}", level::published) ==
        list{"/span_id: the member is missing: expected non-empty string [missing_member]",
             "/trace_id: the member is missing: expected non-empty string [missing_member]",
             "/name: the member is missing: expected string [missing_member]",
             "/start_time: the member is missing: expected string [missing_member]"});
  CHECK(found(text(R"("span_id":"")")) ==
        list{"/span_id: expected non-empty string, found string of 0 bytes [too_short]"});
}

TEST_CASE("noveum span: the status is one of five") {
  for (const char* status : {"unset", "ok", "error", "timeout", "cancelled"}) {
    std::string json = text();
    json.replace(json.find(R"("ok")"), 4, '"' + std::string(status) + '"');
    CHECK(found(json).empty());
  }
  std::string json = text();
  json.replace(json.find(R"("ok")"), 4, R"("OK")");
  const list wrong{
      R"(/status: expected "unset", "ok", "error", "timeout" or "cancelled", found a different string of 2 bytes [not_one_of])"};
  CHECK(found(json, level::published) == wrong);
}

TEST_CASE("noveum span: strict compares the times") {
  CHECK(times(R"("start_time":"2026-06-12T09:01:00+00:00","end_time":null,"duration_ms":null)")
            .empty());
  CHECK(times(R"("start_time":"2026-06-12T09:01:00+00:00")").empty());
  CHECK(
      times(
          R"("start_time":"2026-06-12T09:01:00Z","end_time":"2026-06-12T09:01:00Z","duration_ms":0)")
          .empty());
  CHECK(
      times(
          R"("start_time":"2026-06-12T09:01:00Z","end_time":"2026-06-12T11:01:00.0001+02:00","duration_ms":0.1009)")
          .empty());
  const list too_short{"/duration_ms: expected a duration_ms of end_time - start_time, within "
                       "0.001 [members_disagree]"};
  CHECK(
      times(
          R"("start_time":"2026-06-12T09:01:00Z","end_time":"2026-06-12T09:01:01Z","duration_ms":999.998)") ==
      too_short);
  CHECK(
      times(
          R"("start_time":"2026-06-12T09:01:00Z","end_time":"2026-06-12T09:01:01Z","duration_ms":1)") ==
      too_short);
  const list reversed{
      "/end_time: expected an end_time that is not before start_time [members_disagree]"};
  CHECK(
      times(
          R"("start_time":"2026-06-12T09:01:00Z","end_time":"2026-06-12T09:00:59Z","duration_ms":-1000)") ==
      reversed);
  CHECK(times(R"("start_time":"yesterday","end_time":"2026-06-12T09:00:59Z","duration_ms":5)") ==
        list{"/start_time: expected RFC 3339 date-time: digit expected [invalid_format]"});
  CHECK(
      found(
          text(
              R"("span_id":"s1")",
              R"("start_time":"2026-06-12T09:01:00","end_time":"2025-06-12T09:01:00","duration_ms":5)"),
          level::published)
          .empty());
}

TEST_CASE("noveum span: nested objects are checked too") {
  const auto with = [](std::string_view members) {
    return text(R"("span_id":"s1")", R"("start_time":"2026-06-12T09:01:00Z")", members);
  };
  CHECK(found(with(R"(,"exception":{"type":"E","message":"","stack_trace":null})")).empty());
  CHECK(found(with(R"(,"exception":{"message":7})"), level::published) ==
        list{"/exception/message: expected string, found number [type_mismatch]"});
  std::string json = with("");
  json.replace(json.find(R"("events":[])"), 11,
               R"("events":[{"name":"a","timestamp":"t","attributes":{}},{"timestamp":"t"}])");
  CHECK(found(json, level::published) ==
        list{"/events/1/name: the member is missing: expected string [missing_member]"});
  CHECK(found(json).size() == 4);
}

TEST_CASE("noveum span: values that do not fit are kept at reference") {
  options o;
  o.level = level::reference;
  validator<span> v(o);
  span s;
  const std::string json =
      R"({"span_id":"s","trace_id":"t","name":"n","start_time":"x","duration_ms":"long","events":[{}],"more":1})";
  REQUIRE(v.read(json, s));
  text_buffer out;
  REQUIRE(write(s, out));
  REQUIRE(s.additional.find("events") != nullptr);
  CHECK(s.additional.find("events")->text() == "[{}]");
  CHECK(s.additional.find("duration_ms")->text() == R"("long")");
  CHECK(
      out.view() ==
      R"({"span_id":"s","trace_id":"t","name":"n","start_time":"x","duration_ms":"long","events":[{}],"more":1})");
}

} // namespace noveum_span_test
