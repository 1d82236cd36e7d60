// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/promptetheus.hpp>

#include "support/catch.hpp"

#include <assay/json/lines.hpp>
#include <assay/json/validator.hpp>

#include <string>

using namespace assay::timeline;
using assay::promptetheus::event;

namespace {

/// Adds the event of this type, payload and further members in both ways and checks the results.
void check(std::string_view members, record wanted) {
  const std::string text =
      R"({"session_id":"s\u0031","timestamp":"t","seq":7,"idempotency_key":"s1:n\u003a7",)" +
      std::string(members) + "}";
  INFO(text);
  wanted.session = "s1";
  assay::options o;
  o.keep_unknown_types = true;
  o.lone_surrogates = assay::surrogate_policy::replace;
  assay::validator<event> validator(o);
  event_log log;
  event e;
  REQUIRE(validator.read(text, e));
  REQUIRE(add(log, e));
  REQUIRE(validator.check(text));
  REQUIRE(add(log, validator));
  assay::line_reader<event> lines(text, o);
  REQUIRE(lines.next());
  REQUIRE(add(log, lines));
  for (event_index i = 0; i < 3; ++i) {
    INFO((i == 0 ? "the event" : "the text"));
    CHECK(log.session(i) == wanted.session);
    CHECK(log.seq(i) == 7);
    CHECK(log.span(i) == wanted.span);
    CHECK(log.parent(i) == wanted.parent);
    CHECK(log.label(i) == wanted.label);
    CHECK(log.role(i) == wanted.role);
    CHECK(log.name(i) == wanted.name);
    CHECK(log.duration_ms(i) == wanted.duration_ms);
    CHECK(log.row(i).key_prefix == log.row(0).key_prefix);
    CHECK(log.text(log.row(i).key_prefix) == "s1:n:");
    CHECK(log.row(i).key_number == 7);
  }
}

} // namespace

TEST_CASE("timeline of promptetheus: an event outside of any span has only a label") {
  check(R"("type":"metric","payload":{"name":"m","value":1})", {.label = "metric"});
  check(
      R"("type":"metric","payload":{"name":"span_start","span_name":"x","value":1},"parent_id":null)",
      {.label = "metric"});
  check(
      R"("type":"state_change","payload":{"name":"session_started","span_name":"x","duration_ms":3})",
      {.label = "state_change"});
}

TEST_CASE(
    "timeline of promptetheus: markers have the id, parent, name and duration of their span") {
  check(
      R"("type":"state_change","payload":{"name":"span_start","span_name":"plan"},"span_id":"a\u0062","parent_id":"p\n")",
      {.span = "ab",
       .parent = "p\n",
       .label = "state_change",
       .role = role::span_start,
       .name = "plan"});
  check(
      R"("payload":{"name":"span_end","span_name":"pl\u00e1n","duration_ms":40},"type":"state_change","span_id":"a","parent_id":null)",
      {.span = "a",
       .label = "state_change",
       .role = role::span_end,
       .name = "pl\u00E1n",
       .duration_ms = 40});
  check(
      R"("type":"st\u0061te_change","payload":{ "nam\u0065" : "span\u005fend" , "duration_ms" : 0 , "x" : [{"name":"span_start"}] })",
      {.label = "state_change", .role = role::span_end, .name = "span_end", .duration_ms = 0});
  check(R"("type":"state_change","payload":{"name":"span_end","span_name":"\ud800"})",
        {.label = "state_change", .role = role::span_end, .name = "\uFFFD"});
}

TEST_CASE("timeline of promptetheus: the end of a session") {
  check(R"("type":"session_end","payload":{"status":"completed"})",
        {.label = "session_end", .role = role::session_end});
  check(R"("type":"session_end","payload":{})",
        {.label = "session_end", .role = role::session_end}); // untyped
}

TEST_CASE(
    "timeline of promptetheus: the span of a marker without span_name has the marker's name") {
  check(R"("type":"state_change","payload":{"name":"span_start"})",
        {.label = "state_change", .role = role::span_start, .name = "span_start"});
  check(R"("type":"state_change","payload":{"name":"span_start","span_name":""})",
        {.label = "state_change", .role = role::span_start, .name = "span_start"});
  check(
      R"("type":"state_change","payload":{"name":"span_end","span_name":null,"duration_ms":null})",
      {.label = "state_change", .role = role::span_end, .name = "span_end"});
}

TEST_CASE("timeline of promptetheus: an event of an unknown type is not a marker") {
  check(R"("type":"newer","payload":{"name":"span_start"},"span_id":"a")",
        {.span = "a", .label = "newer"});
  check(R"("type":"n\u0065wer","payload":{})", {.label = "newer"});
}

TEST_CASE("timeline of promptetheus: markers that do not fit their struct are still markers, at "
          "the level that accepts them") {
  const auto check_at_reference = [](std::string_view payload, role r, std::string_view name,
                                     std::optional<double> duration_ms) {
    const std::string text =
        R"({"type":"state_change","session_id":"s","timestamp":"t","seq":7,"idempotency_key":"k","payload":)" +
        std::string(payload) + "}";
    INFO(text);
    assay::options o;
    o.level = assay::level::reference;
    assay::validator<event> validator(o);
    event_log log;
    event e;
    REQUIRE(validator.read(text, e));
    REQUIRE(add(log, e));
    REQUIRE(add(log, validator));
    for (event_index i = 0; i < 2; ++i) {
      CHECK(log.role(i) == r);
      CHECK(log.name(i) == name);
      CHECK(log.duration_ms(i) == duration_ms);
    }
  };
  check_at_reference(R"({"name":"span_end","span_name":"x","duration_ms":12.5})", role::span_end,
                     "x", 12.5);
  check_at_reference(R"({"name":"span_end","span_name":"x","duration_ms":-3})", role::span_end, "x",
                     -3.0);
  check_at_reference(R"({"name":"span_end","span_name":"x","duration_ms":1e999})", role::span_end,
                     "x", {});
  check_at_reference(R"({"name":"span_end","span_name":"x","duration_ms":"12"})", role::span_end,
                     "x", {});
  check_at_reference(R"({"name":"span_end","span_name":"x","duration_ms":true})", role::span_end,
                     "x", {});
  check_at_reference(R"({"name":"span_start","span_name":7})", role::span_start, "span_start", {});
  check_at_reference(R"({"name":["span_start"]})", role::event, "", {});
  check_at_reference(R"({})", role::event, "", {});
}
