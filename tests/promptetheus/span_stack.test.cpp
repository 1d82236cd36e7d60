// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/span_stack.hpp"

#include "support/catch.hpp"

#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace span_stack_test {

using namespace assay::promptetheus;
using reason = session_error::reason;

namespace {

const session::time_point noon = assay::parse_rfc3339("2026-06-12T12:00:00Z")->time();

session started() {
  session s = *session::open({.id = "ses_1", .agent = "booking", .user_goal = "Two seats"}, {});
  REQUIRE(s.start(noon));
  return s;
}

std::string parent_of(const event& e) {
  return e.parent_id ? *e.parent_id : e.parent_id.is_null() ? "null" : "absent";
}

} // namespace

TEST_CASE("span_stack: events are stamped within the innermost span") {
  session s = started();
  span_stack spans(s);
  CHECK(spans.current() == nullptr);
  CHECK(parent_of(*spans.stamp(metric{}, {}, noon)) == "absent");

  const event outer = *spans.start("plan", {}, noon, {1});
  CHECK(spans.depth() == 1);
  CHECK(parent_of(outer) == "null");
  CHECK(spans.stamp(metric{}, {}, noon)->span_id == outer.span_id);

  const event inner = *spans.start("search", assay::raw_object{{"attempt", 2}}, noon, {2});
  CHECK(spans.depth() == 2);
  CHECK(parent_of(inner) == outer.span_id);
  const event within = *spans.stamp(metric{}, assay::raw_object{{"k", 1}}, noon);
  CHECK(within.span_id == inner.span_id);
  CHECK(parent_of(within) == outer.span_id);
  CHECK(within.metadata->text() == R"({"k":1})");

  const event end = *spans.end(noon + std::chrono::seconds(2));
  CHECK(end.span_id == inner.span_id);
  CHECK(end.metadata == inner.metadata);
  CHECK(std::get<state_change>(end.payload).duration_ms == 2000);
  CHECK(std::get<state_change>(end.payload).span_name == "search");
  CHECK(spans.stamp(metric{}, {}, noon)->span_id == outer.span_id);
  CHECK(spans.end(noon)->span_id == outer.span_id);
  CHECK(spans.depth() == 0);
  CHECK(spans.end(noon).error().why == reason::no_open_span);
}

TEST_CASE("span_stack: an error of the session leaves the stack unchanged") {
  session s = started();
  span_stack spans(s);
  CHECK_FALSE(spans.start("\xFF", {}, noon, {}));
  CHECK(spans.depth() == 0);
  REQUIRE(spans.start("plan", {}, noon, {}));
  CHECK(spans.end(session::time_point::max()).error().why == reason::time_out_of_range);
  CHECK(spans.depth() == 1);
  REQUIRE(s.end("failed", "boom", noon));
  CHECK(spans.end(noon).error().why == reason::ended);
  CHECK(spans.start("late", {}, noon, {}).error().why == reason::ended);
  CHECK(spans.depth() == 1);
}

TEST_CASE("span_stack: each thread's spans are nested within the span that its work is part of") {
  session s = started();
  span_stack spans(s);
  const event fan_out = *spans.start("fan_out", {}, noon, {0xFF});
  std::vector<std::vector<event>> stamped(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < stamped.size(); ++t)
    threads.emplace_back([&stamped, &s, t, around = *spans.current()] {
      span_stack mine(s, around);
      for (int i = 0; i < 20; ++i) {
        const assay::random_bytes<16> random{static_cast<std::uint8_t>(t),
                                             static_cast<std::uint8_t>(i)};
        stamped[t].push_back(*mine.start("step", {}, noon, random));
        stamped[t].push_back(*mine.stamp(metric{.name = "m"}, {}, noon));
        stamped[t].push_back(*mine.end(noon));
      }
    });
  for (std::thread& t : threads) t.join();
  CHECK(spans.end(noon)->span_id == fan_out.span_id);

  std::map<std::string, int> events_of;
  for (const auto& mine : stamped)
    for (const event& e : mine) {
      CHECK(parent_of(e) == fan_out.span_id);
      ++events_of[e.span_id.value()];
    }
  CHECK(events_of.size() == 80);
  for (const auto& [id, count] : events_of) CHECK(count == 3);
}

TEST_CASE("span_stack: around another span, it ends only its own spans") {
  session s = started();
  const auto theirs = s.start_span("plan", {}, noon, {});
  REQUIRE(theirs);
  span_stack spans(s, theirs->span);
  CHECK(*spans.current() == theirs->span);
  CHECK(spans.depth() == 0);
  CHECK(spans.stamp(metric{}, {}, noon)->span_id == theirs->span.id);
  CHECK(spans.end(noon).error().why == reason::no_open_span);
}

} // namespace span_stack_test
