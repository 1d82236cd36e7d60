// SPDX-License-Identifier: BSL-1.0
#include "assay/common/timeline.hpp"

#include "assay/timeline.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using assay::common::record;
using assay::common::role;

std::chrono::sys_time<std::chrono::microseconds> at(int ms) {
  return std::chrono::sys_time<std::chrono::microseconds>(std::chrono::milliseconds(ms));
}

record whole_span(std::string id, std::string parent, int start, double duration) {
  return {.system = "test",
          .role = role::span,
          .kind = "span",
          .name = "name of " + id,
          .id = id,
          .session = "ses_1",
          .span = id,
          .parent = std::move(parent),
          .time = at(start),
          .duration_ms = duration};
}

std::string text_of(const std::vector<record>& records) {
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  const assay::timeline::ordering order(log);
  assay::text_buffer out;
  for (const auto& session : order.sessions())
    append_text(out, assay::timeline::span_tree(session));
  return std::string(out.view());
}

TEST_CASE("common: whole spans result in the same tree in any order of arrival") {
  std::vector<record> records = {whole_span("a", "", 0, 1000), whole_span("b", "a", 100, 300),
                                 whole_span("c", "a", 500, 100), whole_span("d", "b", 150, 50)};
  const std::string wanted = text_of(records);
  INFO(wanted);
  CHECK(wanted.find("session ses_1: 8 events, 4 spans, no end\n") == 0);
  CHECK(wanted.find("gaps") == wanted.npos);
  CHECK(wanted.find("name of a") < wanted.find("  name of b"));
  CHECK(wanted.find("  name of b") < wanted.find("    name of d"));
  CHECK(wanted.find("    name of d") < wanted.find("  name of c"));
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(records.begin(), records.end(), random);
    CHECK(text_of(records) == wanted);
  }
}

TEST_CASE("common: positions given by the producer take precedence over times") {
  std::vector<record> records;
  for (const std::uint64_t seq : {5u, 2u, 9u})
    records.push_back(
        {.kind = "event", .session = "s", .time = at(static_cast<int>(100 - seq)), .order = seq});
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  CHECK(log.seq(0) == 5);
  CHECK(log.seq(1) == 2);
  CHECK(log.seq(2) == 9);
}

TEST_CASE("common: without positions events are ordered by time; those without a time follow the "
          "previous event") {
  std::vector<record> records;
  const auto push = [&](std::string kind, int ms) {
    records.push_back({.kind = std::move(kind),
                       .trace = "t",
                       .time = ms < 0 ? std::nullopt : std::optional(at(ms))});
  };
  push("third", 30), push("fourth", -1), push("first", 10), push("second", 20);
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  for (std::uint32_t i = 0; i < 4; ++i) {
    CHECK(log.seq(i) == i);
    CHECK(log.session(i) == "t");
    CHECK(log.label(i) == std::vector{"first", "second", "third", "fourth"}[i]);
  }
}

TEST_CASE("common: many records of several sessions are in order of time and arrival") {
  std::vector<record> records;
  std::vector<std::string> wanted;
  for (int i = 0; i < 300; ++i)
    records.push_back({.kind = std::to_string(i), .trace = std::string(1, "cab"[i % 3])});
  for (const int first : {1, 2, 0}) { // of the sessions a, b and c
    std::vector<std::pair<int, int>> times;
    for (int i = first; i < 300; i += 3) {
      const bool has_time = i % 2 == first % 2; // others have the time of the one before
      if (has_time) records[static_cast<std::size_t>(i)].time = at(i * 7 % 5);
      times.emplace_back(has_time ? i * 7 % 5 : times.back().first, i);
    }
    std::sort(times.begin(), times.end());
    for (const auto& [time, i] : times) wanted.push_back(std::to_string(i));
  }
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  std::vector<std::string> found;
  for (std::uint32_t i = 0; i < 300; ++i) found.emplace_back(log.label(i));
  CHECK(found == wanted);
}

TEST_CASE("common: a span that arrives twice is a duplicate, and durations that are not finite are "
          "harmless") {
  const double bad[] = {std::numeric_limits<double>::quiet_NaN(),
                        std::numeric_limits<double>::infinity(), -5, 1e300};
  for (const double duration : bad)
    CHECK(text_of({whole_span("a", "", 0, duration)}).find("session ses_1: 2 events, 1 span") == 0);
  const std::string twice =
      text_of({whole_span("a", "", 0, 10), whole_span("a", "", 0, 10), whole_span("b", "a", 5, 1)});
  INFO(twice);
  CHECK(twice.find("session ses_1: 4 events, 2 spans") == 0);
  CHECK(twice.find("duplicates: 1 (seq 0)") != twice.npos);
  CHECK(twice.find("gaps") == twice.npos);
}

TEST_CASE("common: a duplicate has the position of the first event and leaves no gap") {
  std::vector<record> records;
  for (const char* const id : {"a", "b", "a", "c"})
    records.push_back(
        {.kind = "event", .id = id, .session = "s", .time = at(static_cast<int>(records.size()))});
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  const assay::timeline::ordering order(log);
  const auto& session = order.sessions()[0];
  CHECK(session.events().size() == 3);
  CHECK(session.duplicates().size() == 1);
  CHECK(gaps_of(session).empty());
}

TEST_CASE("common: a parent that is the session is ignored, unless the session is itself a span") {
  record root = whole_span("a", "ses_1", 0, 10);
  CHECK(text_of({root}).find("parent") == std::string::npos);
  record session = whole_span("ses_1", "", 0, 20);
  const std::string nested = text_of({session, root});
  INFO(nested);
  CHECK(nested.find("  name of ses_1\n") != nested.npos);
  CHECK(nested.find("    name of a\n") != nested.npos);
}

TEST_CASE("common: a whole span becomes its start and its end, whatever its duration") {
  for (const double duration : {10.0, 0.0, -5.0, 1e300, std::numeric_limits<double>::quiet_NaN()})
    for (const bool has_order : {false, true}) {
      record span = whole_span("a", "", 100, duration);
      if (has_order) span.order = 5; // one position cannot be that of two events
      assay::timeline::event_log log;
      REQUIRE(add(log, std::vector<record>{span}));
      CAPTURE(duration, has_order);
      REQUIRE(log.size() == 2);
      for (const std::uint32_t i : {0u, 1u}) {
        CHECK(log.seq(i) == i);
        CHECK(log.role(i) ==
              (i == 0 ? assay::timeline::role::span_start : assay::timeline::role::span_end));
        CHECK(log.name(i) == "name of a");
      }
      CHECK_FALSE(log.duration_ms(0));
      CHECK(log.duration_ms(1).has_value() == std::isfinite(duration));
    }
}

TEST_CASE("common: at the same time, starts come first, then events, then ends") {
  const std::vector<record> records = {
      {.role = role::session_end,
       .kind = "session_end",
       .name = "no span's name",
       .session = "ses_1",
       .time = at(10)},
      whole_span("a", "", 0, 10),
      {.kind = "event", .name = "n", .session = "ses_1", .time = at(10)},
      whole_span("b", "", 10, 5)};
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  using enum assay::timeline::role;
  std::vector<assay::timeline::role> roles;
  for (std::uint32_t i = 0; i < log.size(); ++i) roles.push_back(log.role(i));
  CHECK(roles == std::vector{span_start, span_start, event, session_end, span_end, span_end});
  CHECK(log.name(3).empty());
}

TEST_CASE("common: a span at the end of time has an end, and so has one at its beginning") {
  using time = std::chrono::sys_time<std::chrono::microseconds>;
  for (const time start : {time::min(), time::min() + std::chrono::hours(1),
                           time::max() - std::chrono::milliseconds(5), time::max()}) {
    record r = whole_span("a", "", 0, 1e300);
    r.time = start;
    record child = whole_span("b", "a", 0, 10);
    child.time = start;
    CAPTURE(start.time_since_epoch().count());
    assay::timeline::event_log log;
    REQUIRE(add(log, std::vector<record>{r, child}));
    CHECK(log.size() == 4);
    CHECK(text_of({r, child}).find("2 spans") != std::string::npos);
  }
}

} // namespace
