// SPDX-License-Identifier: BSL-1.0
#include "assay/common/producttelemetry.hpp"

#include "support/catch.hpp"

#include <vector>

using assay::common::record;

TEST_CASE("common: a ProductTelemetry event has its session, its properties and its error") {
  std::vector<record> out;
  const assay::raw_object properties{{"error_type", "ValueError"}, {"error_message", "no"}};
  append_records(
      out, assay::producttelemetry::ingest_request{
               .events = {{.event_name = "error.ValueError",
                           .event_type = "error",
                           .client_id = "c",
                           .session_id = "s",
                           .timestamp = "2026-06-12T12:34:56+00:00",
                           .properties = properties},
                          {.event_name = "app.opened", .event_type = "usage", .session_id = "s"}}});
  REQUIRE(out.size() == 2);
  CHECK(out[0] == record{.system = "producttelemetry",
                         .kind = "error",
                         .name = "error.ValueError",
                         .session = "s",
                         .time = std::chrono::sys_time<std::chrono::microseconds>(
                             std::chrono::seconds(1781267696)),
                         .error = "no",
                         .error_type = "ValueError",
                         .attributes = properties});
  CHECK(
      out[1] ==
      record{.system = "producttelemetry", .kind = "usage", .name = "app.opened", .session = "s"});
}
