// SPDX-License-Identifier: BSL-1.0
#include "assay/trajectory/telemetry_event.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "support/catch.hpp"
#include "support/findings.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"

#include <string>
#include <string_view>
#include <vector>

using assay::level;
using assay::trajectory::telemetry_event;
using places = std::vector<std::string>;

namespace {

constexpr std::string_view complete =
    R"({"event_type":"user.accept","session_id":"s1","properties":{"n":12345678901234567890.0},"event_id":"0123456789abcdef0123456789abcdef","timestamp":"2026-06-12T12:34:56.789012+00:00","user_id":null,"trajectory_id":null,"trace_id":"t1","source":"sdk","metadata":null})";

places telemetry_findings(std::string_view text, level l) {
  return assay_test::findings_of<telemetry_event>(text, l);
}

constexpr level all_levels[] = {level::reference, level::published, level::strict};

} // namespace

TEST_CASE("telemetry_event: a complete event is valid at all levels and written byte for byte") {
  for (const level l : all_levels) CHECK(telemetry_findings(complete, l) == places{});
  telemetry_event e;
  REQUIRE(assay::validator<telemetry_event>().read(complete, e));
  assay::text_buffer out;
  REQUIRE(write(e, out));
  CHECK(out.view() == complete);
  CHECK(e.user_id.is_null());
  CHECK(*e.trace_id == "t1");
}

TEST_CASE("telemetry_event: event_type and session_id are required and not empty at every level") {
  for (const level l : {level::reference, level::published}) {
    CHECK(telemetry_findings(R"({"event_type":"a","session_id":"s"})", l) == places{});
    CHECK(telemetry_findings(R"({"event_type":"a"})", l) ==
          places{"error missing_member /session_id"});
    CHECK(telemetry_findings(R"({"session_id":"s"})", l) ==
          places{"error missing_member /event_type"});
    CHECK(telemetry_findings(R"({"event_type":"","session_id":""})", l) ==
          places{"error too_short /event_type", "error too_short /session_id"});
    CHECK(telemetry_findings(R"({"event_type":null,"session_id":1})", l) ==
          places{"error type_mismatch /event_type", "error type_mismatch /session_id"});
  }
}

TEST_CASE("telemetry_event: types are enforced from published on; only four members may be null") {
  const auto expect = [](std::string_view member, const std::string& finding) {
    const std::string text = R"({"event_type":"a","session_id":"s",)" + std::string(member) + "}";
    CHECK(telemetry_findings(text, level::reference) == places{"warning " + finding});
    CHECK(telemetry_findings(text, level::published) == places{"error " + finding});
  };
  for (const std::string name : {"properties", "event_id", "timestamp", "source"})
    expect('"' + name + "\":null", "type_mismatch /" + name);
  for (const std::string name : {"properties", "event_id", "timestamp", "user_id", "trajectory_id",
                                 "trace_id", "source", "metadata"})
    expect('"' + name + "\":7", "type_mismatch /" + name);
  expect(R"("event_id":"")", "too_short /event_id");
  for (const std::string name : {"user_id", "trajectory_id", "trace_id", "metadata"})
    CHECK(telemetry_findings(R"({"event_type":"a","session_id":"s",")" + name + "\":null}",
                             level::published) == places{});
}

TEST_CASE(
    "telemetry_event: strict requires an idempotency key, a time in RFC 3339, and a dotted name") {
  CHECK(telemetry_findings(R"({"event_type":"a","session_id":"s"})", level::strict) ==
        places{"error missing_member /event_id", "error missing_member /timestamp"});
  const auto with = [](std::string_view type, std::string_view timestamp) {
    std::string text = R"({"event_type":")";
    text.append(type)
        .append(R"(","session_id":"s","event_id":"e","timestamp":")")
        .append(timestamp)
        .append("\"}");
    return text;
  };
  CHECK(telemetry_findings(with("tool_call", "2026-06-12T12:34:56Z"), level::strict) == places{});
  CHECK(telemetry_findings(with("user\\u002eaccept", "2026-06-12T12:34:56Z"), level::strict) ==
        places{});
  CHECK(telemetry_findings(with("a", "yesterday"), level::strict) ==
        places{"error invalid_format /timestamp"});
  CHECK(telemetry_findings(with("a", "yesterday"), level::published) == places{});
  for (const std::string_view name : {"user accept", ".a", "a.", "a..b", "\\u00e9", "a/b"}) {
    CHECK(telemetry_findings(with(name, "2026-06-12T12:34:56Z"), level::strict) ==
          places{"error invalid_format /event_type"});
    CHECK(telemetry_findings(with(name, "2026-06-12T12:34:56Z"), level::published) == places{});
  }
}

TEST_CASE("telemetry_event: with_trajectory_id returns another event") {
  const telemetry_event e{.event_type = "a", .session_id = "s", .trajectory_id = nullptr};
  const telemetry_event completed = with_trajectory_id(e, "tr1");
  CHECK(e.trajectory_id.is_null());
  CHECK(*completed.trajectory_id == "tr1");
  CHECK(completed.event_type == "a");
}
