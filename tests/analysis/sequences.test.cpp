#include "assay/analysis/sequences.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace assay::analysis;

namespace {

/// A trace for each text; each letter is an event's name.
std::vector<event_record> traces_of(const std::vector<std::string>& traces) {
  std::vector<event_record> out;
  for (const std::string& t : traces)
    for (std::size_t i = 0; i < t.size(); ++i) out.push_back({.trace = t, .name = std::string_view(t).substr(i, 1)});
  return out;
}

} // namespace

TEST_CASE("sequences: those that several traces have, of the most traces first") {
  const std::vector<std::string> traces{"xabc", "abcy", "abz"};
  CHECK(common_sequences(traces_of(traces)) == std::vector<sequence>{{.names = {"a", "b"}, .traces = 3, .count = 3},
                                                                     {.names = {"a", "b", "c"}, .traces = 2, .count = 2},
                                                                     {.names = {"b", "c"}, .traces = 2, .count = 2}});
}

TEST_CASE("sequences: repeated ones count each time, and their trace once") {
  const std::vector<std::string> traces{"ababab", "abq"};
  const auto found = common_sequences(traces_of(traces), {.longest = 2});
  REQUIRE(found.size() == 1);
  CHECK(found[0] == sequence{.names = {"a", "b"}, .traces = 2, .count = 4});
}

TEST_CASE("sequences: lengths and the least number of traces are the caller's") {
  const std::vector<std::string> traces{"abcd", "abcde"};
  const auto lengths = [&](const sequence_options& o) {
    std::vector<std::size_t> out;
    for (const sequence& s : common_sequences(traces_of(traces), o)) out.push_back(s.names.size());
    return out;
  };
  CHECK(lengths({.shortest = 4, .longest = 4}) == std::vector<std::size_t>{4});
  CHECK(lengths({.shortest = 1, .longest = 1}) == std::vector<std::size_t>{1, 1, 1, 1});
  CHECK(lengths({.shortest = 5, .longest = 5}).empty());
  CHECK(lengths({.shortest = 5, .longest = 5, .least_traces = 1}) == std::vector<std::size_t>{5});
}

TEST_CASE("sequences: many events are a matter of a moment") {
  std::vector<event_record> events;
  constexpr std::string_view names[] = {"a", "b", "c", "d", "e", "f", "g"};
  std::vector<std::string> traces;
  for (int t = 0; t < 1000; ++t) traces.push_back(std::to_string(t));
  for (std::size_t i = 0; i < 200'000; ++i) events.push_back({.trace = traces[i % 1000], .name = names[i * 7919 / 1000 % 7]});
  const auto found = common_sequences(events);
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().traces == 1000);
}
