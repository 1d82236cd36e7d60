// SPDX-License-Identifier: BSL-1.0
#include <assay/timeline/ordering.hpp>

#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/timeline.hpp"

#include <map>
#include <set>
#include <string_view>
#include <tuple>

using namespace assay::timeline;
using assay_test::log_of;
using assay_test::sample;

namespace {

std::vector<std::uint64_t> seqs(const ordered_session& s) {
  std::vector<std::uint64_t> out;
  for (const event_index e : s.events()) out.push_back(s.log().seq(e));
  return out;
}
std::vector<event_index> events(const ordered_session& s) {
  return {s.events().begin(), s.events().end()};
}
std::vector<duplicate> duplicates(const ordered_session& s) {
  return {s.duplicates().begin(), s.duplicates().end()};
}

} // namespace

TEST_CASE("ordering: an empty log has no sessions") {
  const event_log log;
  const ordering o(log);
  CHECK(o.sessions().empty());
  CHECK(o.find("s") == nullptr);
}

TEST_CASE("ordering: by session id and seq, in any order of arrival") {
  const auto log = log_of({{.seq = 3},
                           {.seq = 0, .session = "b"},
                           {.seq = 1},
                           {.seq = UINT64_MAX},
                           {.seq = 10, .session = "a"},
                           {.seq = 9, .session = "a"},
                           {.seq = 2}});
  const ordering o(log);
  REQUIRE(o.sessions().size() == 3);
  CHECK(o.sessions()[0].id() == "a");
  CHECK(o.sessions()[1].id() == "b");
  CHECK(o.sessions()[2].id() == "s");
  CHECK(seqs(o.sessions()[0]) == std::vector<std::uint64_t>{9, 10});
  CHECK(events(o.sessions()[1]) == std::vector<event_index>{1});
  CHECK(seqs(o.sessions()[2]) == std::vector<std::uint64_t>{1, 2, 3, UINT64_MAX});
  CHECK(o.find("s") == &o.sessions()[2]);
  for (const std::string_view none : {"t", "", "A", "aa", "ba"}) CHECK(o.find(none) == nullptr);
}

TEST_CASE("ordering: events with the same seq and other keys stay in the order of arrival") {
  const auto log =
      log_of({{.seq = 7, .key = "k1"}, {.seq = 6, .key = "k2"}, {.seq = 7, .key = "k0"}});
  const ordering o(log);
  CHECK(events(o.sessions()[0]) == std::vector<event_index>{1, 0, 2});
  CHECK(o.sessions()[0].duplicates().empty());
}

TEST_CASE("ordering: the first of a session's events with the same key counts") {
  const auto log =
      log_of({{.seq = 2},
              {.seq = 1},
              {.seq = 2},
              {.seq = 1, .session = "t"},
              {.seq = 5, .key = "s:n:1"}, // another seq, but the same event
              {.seq = 2},
              {.seq = 1, .key = "s:n:1", .session = "u"}, // another session, so another event
              {.seq = 3}});
  const ordering o(log);
  const ordered_session& s = *o.find("s");
  CHECK(events(s) == std::vector<event_index>{1, 0, 7});
  CHECK(duplicates(s) == std::vector<duplicate>{{4, 1}, {2, 0}, {5, 0}});
  CHECK(o.find("t")->duplicates().empty());
  CHECK(o.find("u")->duplicates().empty());
}

TEST_CASE("ordering: each session has its own duplicates, for any numbers in the keys") {
  const auto log = log_of({{.seq = 1},
                           {.seq = 1, .session = "t"},
                           {.seq = 1},
                           {.seq = 2, .key = "t:n:1", .session = "t"}, // as if its seq were 1
                           {.seq = 1, .session = "t"},
                           {.seq = 4, .session = "u"},
                           {.seq = 3, .session = "u"},
                           {.seq = 4, .session = "u"},
                           {.seq = 3, .session = "u"}});
  const ordering o(log);
  CHECK(events(*o.find("s")) == std::vector<event_index>{0});
  CHECK(duplicates(*o.find("s")) == std::vector<duplicate>{{2, 0}});
  CHECK(events(*o.find("t")) == std::vector<event_index>{1});
  CHECK(duplicates(*o.find("t")) == std::vector<duplicate>{{3, 1}, {4, 1}});
  CHECK(events(*o.find("u")) == std::vector<event_index>{6, 5});
  CHECK(duplicates(*o.find("u")) == std::vector<duplicate>{{8, 6}, {7, 5}});
}

TEST_CASE("ordering: keys of every form are compared as texts") {
  const auto log = log_of({{.seq = 1, .key = "8f14e45f-ceea"},
                           {.seq = 2, .key = "8f14e45f-ceeb"},
                           {.seq = 3, .key = "8f14e45f-ceea"},
                           {.seq = 4, .key = "k"},
                           {.seq = 5, .key = "k0"},
                           {.seq = 6, .key = "k00"},
                           {.seq = 7, .key = "7"},
                           {.seq = 8, .key = "07"},
                           {.seq = 9, .key = "7"},
                           {.seq = 10, .key = "k18446744073709551615"},
                           {.seq = 11, .key = "k18446744073709551615"}});
  const ordering o(log);
  CHECK(duplicates(o.sessions()[0]) == std::vector<duplicate>{{2, 0}, {8, 6}, {10, 9}});
}

TEST_CASE("ordering: events without a key are never duplicates") {
  event_log log;
  for (const std::uint64_t seq : {1u, 1u, 0u}) log.add({.session = "s", .seq = seq});
  const ordering o(log);
  CHECK(events(o.sessions()[0]) == std::vector<event_index>{2, 0, 1});
  CHECK(o.sessions()[0].duplicates().empty());
}

TEST_CASE("ordering: can be moved") {
  const auto log = log_of({{.seq = 2}, {.seq = 1}, {.seq = 1}});
  ordering first(log);
  const ordering o = std::move(first);
  CHECK(events(o.sessions()[0]) == std::vector<event_index>{1, 0});
  CHECK(duplicates(o.sessions()[0]) == std::vector<duplicate>{{2, 1}});
}

TEST_CASE("ordering: any order of arrival of distinct events results in the same order") {
  assay_test::random_numbers random(1);
  for (int round = 0; round < 200; ++round) {
    std::set<std::pair<std::string, std::uint64_t>> distinct;
    for (std::size_t n = random.below(60); n != 0; --n)
      distinct.emplace(std::string(1, "abc"[random.below(3)]),
                       random.below(5) == 0 ? UINT64_MAX - random.below(9) : random.below(99));
    std::vector<sample> arrived;
    for (const auto& [session, seq] : distinct) arrived.push_back({.seq = seq, .session = session});
    random.shuffle(arrived);
    const auto log = log_of(arrived);
    const ordering o(log);
    std::vector<std::pair<std::string, std::uint64_t>> found;
    for (const ordered_session& s : o.sessions()) {
      CHECK(s.duplicates().empty());
      for (const event_index e : s.events()) found.emplace_back(log.session(e), log.seq(e));
    }
    REQUIRE(std::equal(found.begin(), found.end(), distinct.begin(), distinct.end()));
  }
}

TEST_CASE("ordering: agrees with a slow model, with duplicates of any kind") {
  assay_test::random_numbers random(2);
  for (int round = 0; round < 500; ++round) {
    std::vector<sample> arrived;
    const bool usual = random.below(2) == 0; // keys match seq, so duplicates are adjacent
    for (std::size_t n = random.below(40); n != 0; --n) {
      const std::uint64_t seq = random.below(12);
      const std::string nonce(1, "nm"[random.below(2)]);
      arrived.push_back(
          {.seq = seq, .key = "s:" + nonce + ":" + std::to_string(usual ? seq : random.below(12))});
    }
    std::map<std::string, event_index> first;
    std::vector<std::pair<std::uint64_t, event_index>> kept;
    std::vector<std::tuple<std::uint64_t, event_index, event_index>> repeats;
    for (event_index i = 0; i < arrived.size(); ++i) {
      const auto [at, is_new] = first.emplace(arrived[i].key, i);
      if (is_new) kept.emplace_back(arrived[i].seq, i);
      else repeats.emplace_back(arrived[at->second].seq, at->second, i);
    }
    std::sort(kept.begin(), kept.end());
    std::sort(repeats.begin(), repeats.end());

    const auto log = log_of(arrived);
    const ordering o(log);
    if (arrived.empty()) continue;
    REQUIRE(o.sessions().size() == 1);
    std::vector<event_index> wanted;
    for (const auto& [seq, e] : kept) wanted.push_back(e);
    std::vector<duplicate> wanted_duplicates;
    for (const auto& [seq, f, repeat] : repeats) wanted_duplicates.push_back({repeat, f});
    REQUIRE(events(o.sessions()[0]) == wanted);
    REQUIRE(duplicates(o.sessions()[0]) == wanted_duplicates);
  }
}

TEST_CASE("ordering: a hundred thousand duplicates of one event are all found", "[long]") {
  event_log log;
  for (int i = 0; i < 100'000; ++i) log.add({.session = "s", .seq = 7, .key = "s:n:7"});
  const ordering o(log);
  CHECK(events(o.sessions()[0]) == std::vector<event_index>{0});
  REQUIRE(o.sessions()[0].duplicates().size() == 99'999);
  CHECK(o.sessions()[0].duplicates().back() == duplicate{99'999, 0});
}
