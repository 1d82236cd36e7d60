// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/irregularities.hpp>

#include "support/catch.hpp"
#include "support/timeline.hpp"

using namespace assay::timeline;
using assay_test::log_of;
using assay_test::sample;

namespace {

std::vector<gap> gaps(const std::vector<sample>& events) {
  const auto log = log_of(events);
  const ordering o(log);
  return gaps_of(o.sessions()[0]);
}

} // namespace

TEST_CASE("irregularities: gaps are counted from 0 to the last event") {
  CHECK(gaps({{.seq = 0}, {.seq = 1}}).empty());
  CHECK(gaps({{.seq = 3}, {.seq = 1}, {.seq = 8}}) == std::vector<gap>{{0, 0}, {2, 2}, {4, 7}});
}

TEST_CASE("irregularities: a gap of any size is one gap") {
  CHECK(gaps({{.seq = 2}, {.seq = std::uint64_t{1} << 63}, {.seq = UINT64_MAX}}) ==
        std::vector<gap>{{0, 1},
                         {3, (std::uint64_t{1} << 63) - 1},
                         {(std::uint64_t{1} << 63) + 1, UINT64_MAX - 1}});
}

TEST_CASE(
    "irregularities: duplicates and conflicts make no gaps, not even at the greatest number") {
  CHECK(gaps({{.seq = 0}, {.seq = 0}, {.seq = 1, .key = "a"}, {.seq = 1, .key = "b"}, {.seq = 2}})
            .empty());
  CHECK(gaps({{.seq = UINT64_MAX, .key = "a"}, {.seq = UINT64_MAX, .key = "b"}}) ==
        std::vector<gap>{{0, UINT64_MAX - 1}});
}

TEST_CASE(
    "irregularities: events with the same seq and other keys conflict with the first to arrive") {
  const auto log = log_of({{.seq = 1, .key = "a"},
                           {.seq = 0},
                           {.seq = 1, .key = "b"},
                           {.seq = 1, .key = "a"},
                           {.seq = 1, .key = "c"}});
  const ordering o(log);
  CHECK(conflicts_of(o.sessions()[0]) == std::vector<conflict>{{2, 0}, {4, 0}});
  CHECK(o.sessions()[0].duplicates().size() == 1);
}

TEST_CASE("irregularities: events after the first end of a session are reported") {
  const auto log = log_of({{.seq = 9},
                           {.seq = 5, .role = role::session_end},
                           {.seq = 7, .role = role::session_end},
                           {.seq = 5, .key = "a conflict"},
                           {.seq = 1}});
  const ordering o(log);
  const ordered_session& s = o.sessions()[0];
  REQUIRE(place_of_end(s));
  CHECK(s.events()[*place_of_end(s)] == 1);
  const auto after = events_after_end(s);
  CHECK(std::vector<event_index>(after.begin(), after.end()) == std::vector<event_index>{2, 0});
}

TEST_CASE("irregularities: a session need not end, or may end with its last event") {
  const auto open = log_of({{.seq = 0}, {.seq = 1}}),
             ended = log_of({{.seq = 0}, {.seq = 1, .role = role::session_end}});
  const ordering a(open), b(ended);
  CHECK_FALSE(place_of_end(a.sessions()[0]));
  CHECK(events_after_end(a.sessions()[0]).empty());
  CHECK(place_of_end(b.sessions()[0]) == 1);
  CHECK(events_after_end(b.sessions()[0]).empty());
}

TEST_CASE("irregularities: instances are identified by the nonces of keys, in the order of their "
          "first events") {
  // Resumed at 10 by b, which forked c with the numbers 12 and 13.
  const auto log = log_of({{.seq = 14, .key = "s:b:14"},
                           {.seq = 13, .key = "s:c:13"},
                           {.seq = 0, .key = "s:a:0"},
                           {.seq = 12, .key = "s:c:12"},
                           {.seq = 11, .key = "s:b:11"},
                           {.seq = 10, .key = "s:b:10"},
                           {.seq = 10, .key = "s:b:10"},
                           {.seq = 3, .key = "s:a:3"}});
  const ordering o(log);
  CHECK(instances_of(o.sessions()[0]) ==
        std::vector<instance>{{"a", 0, 3, 2}, {"b", 10, 14, 3}, {"c", 12, 13, 2}});
}

TEST_CASE("irregularities: keys of another form, or of another event, belong to no instance") {
  const auto log = log_of({{.seq = 0, .key = "s:a:0"},
                           {.seq = 1, .key = "s:a:7"},
                           {.seq = 2, .key = "t:b:2"},
                           {.seq = 3, .key = "s:b:c:3"},
                           {.seq = 4, .key = "s::4"},
                           {.seq = 5, .key = "s:5"},
                           {.seq = 6, .key = "a uuid of some kind"},
                           {.seq = 7, .key = "7"},
                           {.seq = 8, .key = "s:a:08"},
                           {.seq = 9, .key = "s:a:9"}});
  const ordering o(log);
  CHECK(instances_of(o.sessions()[0]) == std::vector<instance>{{"a", 0, 9, 2}});
  const auto colons = log_of({{.seq = 1, .key = "s:x:a:1", .session = "s:x"}});
  const ordering p(colons);
  CHECK(instances_of(p.sessions()[0]) == std::vector<instance>{{"a", 1, 1, 1}});
}
