// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/push.hpp"
#include "assay/batch/trajectory.hpp"
#include "assay/json/result.hpp"
#include "assay/promptetheus/event.hpp"
#include "assay/trajectory/trace_context.hpp"

#include "allocation/exhaustion.hpp"
#include "support/events.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

constexpr auto no_sleep = [](std::chrono::milliseconds) {};
constexpr auto half = [] { return 0.5; };

/// A backend that rejects the bodies of some of its calls.
struct backend {
  std::vector<std::string> taken{}; ///< accepted bodies
  std::size_t calls = 0;

  assay::push_response operator()(std::string_view body) {
    const untouched_by_failures here;
    const std::size_t call = calls++;
    if (call % 5 == 1) return {.status = 404};
    if (call % 5 == 3) return {.status = 503};
    taken.emplace_back(body);
    return {.status = 200};
  }
  std::size_t count(std::string_view text) const {
    const auto has_it = [&](const std::string& body) { return body.find(text) != body.npos; };
    return static_cast<std::size_t>(std::count_if(taken.begin(), taken.end(), has_it));
  }
};

} // namespace

TEST_CASE("exhaustion: a push that runs out of memory reports correctly what happened to the "
          "events so far") {
  std::vector<std::string> events;
  for (int i = 0; i < 30; ++i) {
    const std::string number = std::to_string(100 + i);
    events.push_back(i % 7 == 3
                         ? "{\"not valid\":" + number + "}"
                         : assay_test::event_text("user_message",
                                                  "{\"content\":\"the message " + number + "\"}"));
    if (i == 11) events.back().insert(1, 5000, ' '); // too large for a request
    if (i == 17) events.back().insert(1, "\n");
  }
  const assay::push_options o{.max_events = 4,
                              .max_bytes = 3000,
                              .retry = {.max_retries = 1},
                              .organization_id = "whose id is rather long"};
  for (std::size_t k = 0;; ++k) {
    CAPTURE(k);
    std::size_t left = k;
    backend b;
    assay::push_result r{.pushed = 77, .skipped = 5}; // from an earlier push
    const bool failed = assay_test::runs_out_of_memory(
        left, [&] { assay::push<assay::promptetheus::event>(r, events, o, b, no_sleep, half); });
    REQUIRE(r.events() <= events.size());
    REQUIRE(r.errors.size() == r.skipped);
    if (!failed) {
      REQUIRE(r.events() == events.size());
      REQUIRE(r.skipped == 5);
      REQUIRE(r.unpushed.size() != 0);
    }
    std::size_t pushed = 0;
    for (std::size_t i = 0; i < r.events(); ++i) {
      const auto is_it = [&](const auto& e) { return e.index == i; };
      const bool is_skipped = std::any_of(r.errors.begin(), r.errors.end(), is_it);
      const bool is_unpushed = std::any_of(r.unpushed.begin(), r.unpushed.end(), is_it);
      REQUIRE_FALSE((is_skipped && is_unpushed));
      const bool is_pushed = !is_skipped && !is_unpushed;
      pushed += is_pushed;
      REQUIRE(
          (is_skipped || (b.count("the message " + std::to_string(100 + i)) == 1) == is_pushed));
    }
    REQUIRE(pushed == r.pushed);
    if (!failed) break;
  }
}

namespace {

constexpr std::chrono::sys_time<std::chrono::microseconds> at{
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

struct traced {
  assay::trajectory::trace_context context{std::string("0123456789abcdef0123456789abcdef")};
  backend sent{};
};

void put(traced& t, int i) {
  assay::trajectory::telemetry_event e;
  {
    const untouched_by_failures here;
    e.event_type = "user.accepted_" + std::to_string(i);
    if (i % 5 == 4) e.event_type = ""; // invalid
    if (i % 5 == 3) e.trace_id = "a trace of its own, which it stays with";
    e.properties.emplace(assay::raw_object{{"a property", "with a value that needs memory"}});
  }
  t.context.event(std::move(e), at, assay::random_bytes<16>{static_cast<std::uint8_t>(i)});
}

std::string seen_of_context(const traced& t) {
  std::string out(t.context.trace_id());
  for (const auto& e : t.context.events()) out += '\n' + assay::write(e).value();
  return out;
}

} // namespace

TEST_CASE("exhaustion: a trace keeps its events until they are pushed, all stamped or none") {
  steps_on<traced> steps;
  for (int i = 0; i < 12; ++i) steps.push_back([i](traced& t) { put(t, i); });
  steps.push_back(
      [](traced& t) { t.context.stamp("a trajectory id that is longer than a short string"); });
  steps.push_back(
      [](traced& t) { t.context.stamp("and another one, which takes the place of the first"); });
  steps.push_back([](traced& t) { t.context.keep_if([](std::size_t i) { return i % 2 == 0; }); });
  const auto make = [] { return traced(); };
  assay_test::exhaust_unchanged(make, steps, seen_of_context);

  // The push ended. Events that are neither pushed nor invalid are still in the trace.
  for (std::size_t k = 0;; ++k) {
    CAPTURE(k);
    traced t;
    for (int i = 0; i < 12; ++i) put(t, i);
    std::size_t left = k;
    const auto upload = [](std::string_view) {
      const untouched_by_failures here;
      return assay::trajectory::upload_response{
          .status = 200, .body = R"({"trajectory_id":"the id that the backend gave to it"})"};
    };
    const assay::push_options o{.max_events = 2, .retry = {.max_retries = 0}};
    assay::trajectory::trace_result r;
    const bool failed = assay_test::runs_out_of_memory(left, [&] {
      r = upload_trace(t.context, t.context.build_trajectory({assay::raw_json("a message")}),
                       upload, o, t.sent, no_sleep, half);
    });
    for (int i = 0; i < 12; ++i) {
      const std::string name = "user.accepted_" + std::to_string(i) + '"';
      std::size_t waiting = 0;
      for (const auto& e : t.context.events()) waiting += '"' + e.event_type + '"' == '"' + name;
      if (i % 5 != 4) REQUIRE(waiting + t.sent.count('"' + name) == 1);
    }
    if (!failed) {
      REQUIRE(r.upload);
      REQUIRE(r.push.pushed != 0);
      REQUIRE(!t.context.events().empty());
      break;
    }
  }
}
