// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/event_log.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <string>

using namespace assay::timeline;

TEST_CASE("event log: an event is kept independently of its texts") {
  event_log log;
  {
    std::string session = "ses", span = "sp", parent = "pa", label = "state_change", name = "plan";
    CHECK(log.add({.session = session,
                   .seq = UINT64_MAX,
                   .key = "ses:n:3",
                   .span = span,
                   .parent = parent,
                   .label = label,
                   .role = role::span_end,
                   .name = name,
                   .duration_ms = 1.5}));
    CHECK(log.add({.session = session, .seq = 4}));
    session = span = parent = label = name = "overwritten";
  }
  REQUIRE(log.size() == 2);
  CHECK(log.session(0) == "ses");
  CHECK(log.seq(0) == UINT64_MAX);
  CHECK(log.span(0) == "sp");
  CHECK(log.parent(0) == "pa");
  CHECK(log.label(0) == "state_change");
  CHECK(log.role(0) == role::span_end);
  CHECK(log.name(0) == "plan");
  CHECK(log.duration_ms(0) == 1.5);

  CHECK(log.session(1) == "ses");
  CHECK(log.span(1).empty());
  CHECK(log.parent(1).empty());
  CHECK(log.label(1).empty());
  CHECK(log.role(1) == role::event);
  CHECK(log.name(1).empty());
  CHECK_FALSE(log.duration_ms(1));
}

TEST_CASE("event log: a duration that is not finite is ignored") {
  event_log log;
  for (const double d : {std::nan(""), std::numeric_limits<double>::infinity(),
                         -std::numeric_limits<double>::infinity()})
    log.add({.session = "s", .role = role::span_end, .duration_ms = d});
  log.add({.session = "s", .role = role::span_end, .duration_ms = -2.0});
  for (event_index i = 0; i < 3; ++i) CHECK_FALSE(log.duration_ms(i));
  CHECK(log.duration_ms(3) == -2.0);
}

TEST_CASE("event log: an event takes 40 bytes") { CHECK(sizeof(assay::detail::event_row) == 40); }
