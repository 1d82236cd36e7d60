// SPDX-License-Identifier: BSL-1.0
#include "assay/analysis/sequences.hpp"

#include "support/catch.hpp"
#include "support/collisions.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace assay::analysis;

namespace {

/// A trace for each text; each letter is an event's name.
std::vector<event_record> traces_of(const std::vector<std::string>& traces) {
  std::vector<event_record> out;
  for (const std::string& t : traces)
    for (std::size_t i = 0; i < t.size(); ++i)
      out.push_back({.trace = t, .name = std::string_view(t).substr(i, 1)});
  return out;
}

} // namespace

TEST_CASE("sequences: common sequences of several traces, those of the most traces first") {
  const std::vector<std::string> traces{"xabc", "abcy", "abz"};
  CHECK(common_sequences(traces_of(traces)) ==
        std::vector<sequence>{{.names = {"a", "b"}, .traces = 3, .count = 3},
                              {.names = {"a", "b", "c"}, .traces = 2, .count = 2},
                              {.names = {"b", "c"}, .traces = 2, .count = 2}});
}

TEST_CASE("sequences: repeated sequences count each time, and their trace once") {
  const std::vector<std::string> traces{"ababab", "abq"};
  const auto found = common_sequences(traces_of(traces), {.longest = 2});
  REQUIRE(found.size() == 1);
  CHECK(found[0] == sequence{.names = {"a", "b"}, .traces = 2, .count = 4});
}

TEST_CASE("sequences: the caller chooses the lengths and the minimum number of traces") {
  const std::vector<std::string> traces{"abcd", "abcde"};
  const auto lengths = [&](const sequence_options& o) {
    std::vector<std::size_t> out;
    for (const sequence& s : common_sequences(traces_of(traces), o)) out.push_back(s.names.size());
    return out;
  };
  CHECK(lengths({.shortest = 4, .longest = 4}) == std::vector<std::size_t>{4});
  CHECK(lengths({.shortest = 1, .longest = 1}) == std::vector<std::size_t>{1, 1, 1, 1});
  CHECK(lengths({.shortest = 5, .longest = 5}).empty());
  CHECK(lengths({.shortest = 5, .longest = 5, .min_traces = 1}) == std::vector<std::size_t>{5});
}

TEST_CASE("sequences: many events take little time") {
  std::vector<event_record> events;
  constexpr std::string_view names[] = {"a", "b", "c", "d", "e", "f", "g"};
  std::vector<std::string> traces;
  for (int t = 0; t < 1000; ++t) traces.push_back(std::to_string(t));
  for (std::size_t i = 0; i < 200'000; ++i)
    events.push_back({.trace = traces[i % 1000], .name = names[i * 7919 / 1000 % 7]});
  const auto found = common_sequences(events);
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().traces == 1000);
}

TEST_CASE("sequences: names and traces constructed to collide in a hash table take no longer than "
          "others") {
  constexpr std::size_t count = 20'000;
  const auto events_of = [](const std::vector<std::string>& texts) {
    std::vector<event_record> out;
    for (std::size_t i = 0; i < texts.size(); ++i)
      out.push_back({.trace = texts[i / 2], .name = texts[texts.size() - 1 - i]});
    return out;
  };
  std::vector<std::string> usual;
  for (std::size_t i = 0; i < count; ++i)
    usual.push_back("name " + std::to_string(10'000'000'000 + i));
  const std::vector<std::string> chosen = colliding_texts(count);
  const auto hostile = events_of(chosen), ordinary = events_of(usual);
  CHECK(common_sequences(hostile, {.min_traces = 1}).size() == count / 2);
  const sequence_options o{.longest = 1}; // the minimum of other work
  CHECK(processor_seconds([&] { return common_sequences(hostile, o); }) <
        25 * processor_seconds([&] { return common_sequences(ordinary, o); }));
}

TEST_CASE("sequences: a sequence in too few traces is not extended, whatever the maximum length") {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 10'000; ++i) names.push_back(std::to_string(i));
  std::vector<event_record> events;
  for (const std::string& n : names) events.push_back({.trace = "long", .name = n});
  for (std::size_t i = 100; i < 103; ++i) events.push_back({.trace = "short", .name = names[i]});
  const auto found = common_sequences(events, {.longest = static_cast<std::size_t>(-1)});
  REQUIRE(found.size() == 3);
  CHECK(found[0] == sequence{.names = {"100", "101", "102"}, .traces = 2, .count = 2});
}

TEST_CASE("sequences: the result agrees with counting each sequence separately") {
  std::uint32_t random = 1;
  const auto next = [&](std::uint32_t below) {
    return random = random * 1'664'525 + 1'013'904'223, (random >> 16) % below;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> traces;
    for (std::uint32_t t = 0; t < 5; ++t) {
      traces.push_back(std::string(1, static_cast<char>('p' + t)));
      for (std::uint32_t n = next(8); n != 0; --n)
        traces.back() += static_cast<char>('a' + next(3));
    }
    const sequence_options o{.shortest = next(3), .longest = next(5), .min_traces = next(4)};
    std::map<std::string, std::pair<std::size_t, std::size_t>> counted; // traces, occurrences
    for (const std::string& t : traces) {
      std::map<std::string, std::size_t> of_trace;
      for (std::size_t from = 0; from < t.size(); ++from)
        for (std::size_t n = std::max<std::size_t>(o.shortest, 1);
             n <= o.longest && from + n <= t.size(); ++n)
          ++of_trace[t.substr(from, n)];
      for (const auto& [names, times] : of_trace)
        ++counted[names].first, counted[names].second += times;
    }
    std::erase_if(counted, [&](const auto& c) { return c.second.first < o.min_traces; });
    std::vector<std::pair<std::string, std::pair<std::size_t, std::size_t>>> expected(
        counted.begin(), counted.end()),
        found;
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      return std::tuple(b.second.first, b.second.second, b.first.size()) <
             std::tuple(a.second.first, a.second.second, a.first.size());
    });
    for (const sequence& s : common_sequences(traces_of(traces), o)) {
      found.push_back({"", {s.traces, s.count}});
      for (const std::string_view name : s.names) found.back().first += name;
    }
    REQUIRE(found == expected);
  }
}
