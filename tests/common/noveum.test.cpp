// SPDX-License-Identifier: BSL-1.0
#include "assay/common/noveum.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using assay::common::record;
using assay::common::role;

TEST_CASE("common: a Noveum trace results in records of itself, its events, its spans and theirs, "
          "with the session of its metadata") {
  using namespace assay::noveum;
  span s{.span_id = "a",
         .trace_id = "t",
         .parent_span_id = "b",
         .name = "retrieve",
         .duration_ms = 1.5,
         .status = "error"};
  s.exception = exception{.type = "E", .message = "m"};
  s.events = std::vector<span_event>{
      {.name = "call.failed",
       .attributes = assay::raw_object{{"error.type", "F"}, {"error.message", "n"}}}};
  trace t{.trace_id = "t", .name = "answer", .status = "ok"};
  t.metadata = trace_metadata{.session_id = "s"};
  t.spans = std::vector<span>{s};
  std::vector<record> out;
  append_records(out, export_request{.traces = {t}});
  REQUIRE(out.size() == 3);
  CHECK(out[0] == record{.system = "noveum",
                         .role = role::session,
                         .kind = "trace",
                         .name = "answer",
                         .id = "t",
                         .session = "s",
                         .trace = "t"});
  CHECK(out[1] == record{.system = "noveum",
                         .role = role::span,
                         .kind = "span",
                         .name = "retrieve",
                         .id = "a",
                         .session = "s",
                         .trace = "t",
                         .span = "a",
                         .parent = "b",
                         .duration_ms = 1.5,
                         .error = "m",
                         .error_type = "E"});
  CHECK(out[2] ==
        record{.system = "noveum",
               .kind = "span_event",
               .name = "call.failed",
               .session = "s",
               .trace = "t",
               .span = "a",
               .error = "n",
               .error_type = "F",
               .attributes = assay::raw_object{{"error.type", "F"}, {"error.message", "n"}}});
}

TEST_CASE("common: a Noveum span that has not ended is a start") {
  std::vector<record> out;
  append_records(out, assay::noveum::span{.span_id = "a",
                                          .trace_id = "t",
                                          .name = "n",
                                          .end_time = nullptr,
                                          .duration_ms = nullptr});
  REQUIRE(out.size() == 1);
  CHECK(out[0].role == role::span_start);
}

TEST_CASE("common: the duration of a Noveum span without one is computed from its times") {
  const auto duration_of = [](std::string end, assay::optional_or_null<assay::number> said) {
    std::vector<record> out;
    append_records(out, assay::noveum::span{.span_id = "a",
                                            .trace_id = "t",
                                            .name = "n",
                                            .start_time = "2026-06-12T09:01:02+00:00",
                                            .end_time = std::move(end),
                                            .duration_ms = std::move(said)});
    return out.at(0).duration_ms;
  };
  CHECK(duration_of("2026-06-12T09:01:02.5+00:00", nullptr) == 500.0);
  CHECK(duration_of("2026-06-12T09:01:02.5+00:00", assay::number(7)) == 7.0);
  CHECK(!duration_of("later", nullptr));
}
