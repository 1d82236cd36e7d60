// SPDX-License-Identifier: BSL-1.0
#include "assay/common/trajectory.hpp"

#include "support/catch.hpp"

#include <vector>

using assay::common::record;

TEST_CASE("common: a Trajectory event has its session, its trace and its properties") {
  std::vector<record> out;
  assay::common::append_records(
      out, assay::trajectory::telemetry_event{.event_type = "user.accept",
                                              .session_id = "s",
                                              .properties = assay::raw_object{{"n", 1}},
                                              .event_id = "e",
                                              .timestamp = "2026-06-12T12:34:56+00:00",
                                              .trace_id = "t"});
  REQUIRE(out.size() == 1);
  CHECK(out[0] == record{.system = "trajectory",
                         .kind = "event",
                         .name = "user.accept",
                         .id = "e",
                         .session = "s",
                         .trace = "t",
                         .time = std::chrono::sys_time<std::chrono::microseconds>(
                             std::chrono::seconds(1781267696)),
                         .attributes = assay::raw_object{{"n", 1}}});
}

TEST_CASE("common: a Trajectory event without times and ids has none in its record") {
  std::vector<record> out;
  assay::common::append_records(out, assay::trajectory::telemetry_event{.event_type = "a",
                                                                        .session_id = "s",
                                                                        .timestamp = "noon"});
  REQUIRE(out.size() == 1);
  CHECK(out[0] == record{.system = "trajectory", .kind = "event", .name = "a", .session = "s"});
}
