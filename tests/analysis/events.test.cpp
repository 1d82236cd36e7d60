#include "assay/analysis/events.hpp"

#include "support/catch.hpp"

#include <chrono>
#include <vector>

using namespace assay::analysis;

namespace {

std::chrono::sys_time<std::chrono::microseconds> at(int second) { return std::chrono::sys_seconds(std::chrono::seconds(second)); }

const std::vector<event_record> sample = {
    {.trace = "t", .time = at(3), .kind = "event", .name = "b"},
    {.trace = "t", .kind = "event", .name = "a"},
    {.trace = "t", .time = at(1), .kind = "span", .name = "b", .is_error = true, .error_type = "E", .error_message = "late"},
    {.trace = "u", .time = at(3), .kind = "event", .name = "c", .is_error = true, .error_type = "E", .error_message = "late"},
    {.trace = "u", .time = at(2), .kind = "event", .name = "b", .is_error = true, .error_type = "D", .error_message = "late"},
    {.trace = "u", .time = at(0), .kind = "event", .name = "b", .is_error = true, .error_type = "E", .error_message = "late"},
};

} // namespace

TEST_CASE("events: ordered by time, as they came where that is the same or not known") {
  CHECK(timeline_of(sample) == std::vector<std::size_t>{5, 2, 4, 0, 3, 1});
  CHECK(timeline_of({}).empty());
}

TEST_CASE("events: counted by name and by kind, the most frequent first") {
  CHECK(frequency_by_name(sample) == std::vector<frequency>{{"b", 4}, {"a", 1}, {"c", 1}});
  CHECK(frequency_by_kind(sample) == std::vector<frequency>{{"event", 5}, {"span", 1}});
}

TEST_CASE("events: those of a name") {
  CHECK(events_named(sample, "b") == std::vector<std::size_t>{0, 2, 4, 5});
  CHECK(events_named(sample, "z").empty());
}

TEST_CASE("events: errors grouped by type and message") {
  CHECK(errors_of(sample) == std::vector<error_group>{{.type = "E", .message = "late", .count = 3, .traces = 2, .first = 5, .last = 3},
                                                      {.type = "D", .message = "late", .count = 1, .traces = 1, .first = 4, .last = 4}});
}
