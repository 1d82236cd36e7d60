// SPDX-License-Identifier: BSL-1.0
#include "assay/trajectory/make_event.hpp"

#include "assay/identity/derived_event_id.hpp"
#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "support/catch.hpp"

#include <string>

using assay::trajectory::make_event;
using assay::trajectory::telemetry_event;

namespace {
constexpr std::chrono::sys_time<std::chrono::microseconds> noon{
    std::chrono::sys_days(std::chrono::year(2026) / 6 / 12) + std::chrono::hours(12)};
}

TEST_CASE("make_event: every default, byte for byte") {
  const telemetry_event e = make_event({.event_type = "user.accept", .session_id = "s1"}, noon,
                                       assay::random_bytes<16>{});
  assay::text_buffer out;
  REQUIRE(write(e, out));
  CHECK(
      out.view() ==
      R"({"event_type":"user.accept","session_id":"s1","properties":{},"event_id":"00000000000040008000000000000000","timestamp":"2026-06-12T12:00:00.000000Z","user_id":null,"trajectory_id":null,"trace_id":null,"source":"sdk","metadata":null})");
  CHECK(assay::check<telemetry_event>(out.view(), {.level = assay::level::strict}));
}

TEST_CASE("make_event: the caller's values are kept") {
  const telemetry_event given{.event_type = "a",
                              .session_id = "s",
                              .properties = assay::raw_object{{"k", 1}},
                              .event_id = "mine",
                              .timestamp = "2020-01-01T00:00:00Z",
                              .user_id = "u",
                              .trajectory_id = "tr",
                              .trace_id = "t",
                              .source = "cron",
                              .metadata = assay::raw_object{{"m", 2}}};
  CHECK(make_event(given, noon, assay::random_bytes<16>{}) == given);
}

TEST_CASE(
    "make_event: an id derived from the caller's key is always the same, a random one is not") {
  const auto of_order = [](std::string_view key) {
    return make_event(
        {.event_type = "a",
         .session_id = "s",
         .event_id =
             assay::derive_event_id(assay::event_id_namespace("orders.example.com"), key).str()});
  };
  CHECK(of_order("7").event_id == of_order("7").event_id);
  CHECK(of_order("7").event_id != of_order("8").event_id);
  CHECK(make_event({.event_type = "a", .session_id = "s"}).event_id !=
        make_event({.event_type = "a", .session_id = "s"}).event_id);
}

TEST_CASE("make_event: a time that cannot be written is left out, and strict rejects the event") {
  const auto e = make_event({.event_type = "a", .session_id = "s"},
                            std::chrono::sys_time<std::chrono::microseconds>::max(), {});
  CHECK_FALSE(e.timestamp);
  assay::text_buffer out;
  REQUIRE(write(e, out));
  CHECK(assay::check<telemetry_event>(out.view()));
  CHECK_FALSE(assay::check<telemetry_event>(out.view(), {.level = assay::level::strict}));
}
