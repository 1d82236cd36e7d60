// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis/events.hpp"

#include "support/catch.hpp"
#include "support/collisions.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

using namespace assay::analysis;

namespace {

std::chrono::sys_time<std::chrono::microseconds> at(int second) {
  return std::chrono::sys_seconds(std::chrono::seconds(second));
}

const std::vector<event_record> sample = {
    {.trace = "t", .time = at(3), .kind = "event", .name = "b"},
    {.trace = "t", .kind = "event", .name = "a"},
    {.trace = "t",
     .time = at(1),
     .kind = "span",
     .name = "b",
     .is_error = true,
     .error_type = "E",
     .error_message = "late"},
    {.trace = "u",
     .time = at(3),
     .kind = "event",
     .name = "c",
     .is_error = true,
     .error_type = "E",
     .error_message = "late"},
    {.trace = "u",
     .time = at(2),
     .kind = "event",
     .name = "b",
     .is_error = true,
     .error_type = "D",
     .error_message = "late"},
    {.trace = "u",
     .time = at(0),
     .kind = "event",
     .name = "b",
     .is_error = true,
     .error_type = "E",
     .error_message = "late"},
};

} // namespace

TEST_CASE("events: ordered by time; events with the same or an unknown time keep their order") {
  CHECK(timeline_of(sample) == std::vector<std::size_t>{5, 2, 4, 0, 3, 1});
  CHECK(timeline_of({}).empty());
  // Sorting algorithms often keep the order of few elements only.
  std::vector<std::size_t> in_order(100);
  std::iota(in_order.begin(), in_order.end(), std::size_t{0});
  CHECK(timeline_of(std::vector<event_record>(100, {.time = at(1)})) == in_order);
  CHECK(timeline_of(std::vector<event_record>(100)) == in_order);
}

TEST_CASE("events: counted by name and by kind, the most frequent first") {
  CHECK(frequency_by_name(sample) == std::vector<frequency>{{"b", 4}, {"a", 1}, {"c", 1}});
  CHECK(frequency_by_kind(sample) == std::vector<frequency>{{"event", 5}, {"span", 1}});
}

TEST_CASE("events: those with a given name") {
  CHECK(events_named(sample, "b") == std::vector<std::size_t>{0, 2, 4, 5});
  CHECK(events_named(sample, "z").empty());
}

TEST_CASE("events: errors grouped by type and message") {
  CHECK(errors_of(sample) ==
        std::vector<error_group>{
            {.type = "E", .message = "late", .count = 3, .traces = 2, .first = 5, .last = 3},
            {.type = "D", .message = "late", .count = 1, .traces = 1, .first = 4, .last = 4}});
}

TEST_CASE("events: equally frequent errors are in the order of their types and messages") {
  std::vector<std::string> types;
  for (int i = 0; i < 100; ++i) types.push_back("E" + std::to_string(i * 37 % 100 + 100));
  std::vector<event_record> events;
  for (const std::string& type : types) events.push_back({.is_error = true, .error_type = type});
  std::sort(types.begin(), types.end());
  std::vector<std::string> found;
  for (const error_group& g : errors_of(events)) found.emplace_back(g.type);
  CHECK(found == types);
}

TEST_CASE("events: names constructed to collide in a hash table take no longer than others") {
  constexpr std::size_t count = 20'000;
  const auto events_of = [](const std::vector<std::string>& names) {
    std::vector<event_record> out;
    for (const std::string& n : names) out.push_back({.kind = n, .name = n});
    return out;
  };
  const std::vector<std::string> chosen = colliding_texts(count);
#ifdef __GLIBCXX__
  const std::hash<std::string_view> hash;
  CHECK(std::all_of(chosen.begin(), chosen.end(),
                    [&](const std::string& s) { return hash(s) == hash(chosen[0]); }));
#endif
  std::vector<std::string> usual;
  for (std::size_t i = 0; i < count; ++i)
    usual.push_back("name " + std::to_string(10'000'000'000 + i));
  const auto hostile = events_of(chosen), ordinary = events_of(usual);
  CHECK(frequency_by_name(hostile).size() == count);
  // A hash table took more than a hundred times as long.
  CHECK(processor_seconds([&] { return frequency_by_name(hostile); }) <
        25 * processor_seconds([&] { return frequency_by_name(ordinary); }));
  CHECK(processor_seconds([&] { return frequency_by_kind(hostile); }) <
        25 * processor_seconds([&] { return frequency_by_kind(ordinary); }));
}
