// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/chunker.hpp"

#include "assay/batch/chunks.hpp"
#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/chunks.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using assay::chunk_options;
using assay::chunk_refusal;
using assay::chunk_step;
using assay::chunker;
using assay::refused_event;
using assay_test::happened;
using assay_test::keep;
using assay_test::kept_step;

namespace {

struct text_of_session {
  std::string text;
  std::string session{};
};

using session_events = std::vector<text_of_session>;

std::vector<kept_step> pushed(const session_events& all, const chunk_options& o,
                              bool copy = false) {
  chunker c(o);
  std::vector<kept_step> out;
  std::string gone;
  for (const text_of_session& e : all) {
    if (copy) gone.assign(e.text); // overwritten by the next event
    const chunk_step step = copy ? c.push_copy(gone, e.session) : c.push(e.text, e.session);
    if (happened(step)) out.push_back(keep(step));
  }
  for (chunk_step step; happened(step = c.finish());) out.push_back(keep(step));
  CHECK(c.event_count() == all.size());
  return out;
}

std::vector<std::string> bodies(const std::vector<kept_step>& steps) {
  std::vector<std::string> out;
  for (const kept_step& s : steps)
    out.push_back(s.refused ? "refused " + std::to_string(s.refused->index) : s.body);
  return out;
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("chunker: without events there is no chunk") {
  CHECK(pushed({}, {}).empty());
  chunker c;
  CHECK_FALSE(happened(c.finish()));
  CHECK_FALSE(happened(c.finish()));
}

TEST_CASE("chunker: a chunk is complete with its last event, or when the next one does not fit") {
  const session_events all = {{"1"}, {"2"}, {"3"}, {"4"}, {"5"}};
  CHECK(bodies(pushed(all, {.max_events = 2})) ==
        lines{R"({"events":[1,2]})", R"({"events":[3,4]})", R"({"events":[5]})"});
  CHECK(bodies(pushed(all, {.max_bytes = 18})) ==
        lines{R"({"events":[1,2,3]})", R"({"events":[4,5]})"});
  CHECK(bodies(pushed(all, {.max_bytes = 17})) ==
        lines{R"({"events":[1,2]})", R"({"events":[3,4]})", R"({"events":[5]})"});
  CHECK(bodies(pushed(all, {.max_events = 0})).size() == 5);
  chunker c({.max_events = 2});
  CHECK_FALSE(happened(c.push("1")));
  const chunk_step full = c.push("2");
  REQUIRE(full.complete != nullptr);
  CHECK(full.complete->body_size() == 16);
  CHECK_FALSE(happened(c.finish()));
}

TEST_CASE("chunker: an event that is too large for a request is rejected with its place and size, "
          "and splits no chunk") {
  const session_events all = {{"1"}, {"12345678"}, {"2"}, {"1234567"}};
  const auto steps = pushed(all, {.max_bytes = 20});
  CHECK(bodies(steps) == lines{"refused 1", R"({"events":[1,2]})", R"({"events":[1234567]})"});
  CHECK(steps[0].refused == refused_event{1, 21, chunk_refusal::too_large});
  CHECK(steps[1].indices == std::vector<std::size_t>{0, 2});
  CHECK(bodies(pushed(all, {.max_bytes = 0})) ==
        lines{"refused 0", "refused 1", "refused 2", "refused 3"});
}

TEST_CASE("chunker: the caller chooses the wrapper") {
  const session_events all = {{"1"}, {"2"}, {"3"}};
  CHECK(bodies(pushed(all, {.wrapper = assay::array_wrapper, .max_events = 2})) ==
        lines{"[1,2]", "[3]"});
  CHECK(bodies(pushed(all, {.wrapper = assay::lines_wrapper, .max_events = 2})) ==
        lines{"1\n2\n", "3\n"});
  const assay::batch_wrapper spaced{R"({"is_single_session": true, "events": [)", ", ", "]}"};
  CHECK(bodies(pushed(all, {.wrapper = spaced, .max_bytes = 45})) ==
        lines{R"({"is_single_session": true, "events": [1, 2]})",
              R"({"is_single_session": true, "events": [3]})"});
  CHECK(bodies(pushed(all, {.wrapper = {"", "", ""}, .max_bytes = 2})) == lines{"12", "3"});
}

TEST_CASE("chunker: the pieces of a body are the original events, without a copy") {
  const std::string first = "[1]", second = "[2]";
  chunker c;
  (void)c.push(first);
  (void)c.push(second);
  const chunk_step step = c.finish();
  REQUIRE(step.complete != nullptr);
  std::vector<const char*> places;
  std::string body;
  step.complete->for_each_piece([&](std::string_view piece) {
    places.push_back(piece.data());
    body += piece;
  });
  CHECK(body == R"({"events":[[1],[2]]})");
  REQUIRE(places.size() == 5);
  CHECK(places[1] == first.data());
  CHECK(places[3] == second.data());
}

TEST_CASE("chunker: sessions that are not distinguished share a chunk") {
  CHECK(bodies(pushed({{"1", "a"}, {"2", "b"}}, {})) == lines{R"({"events":[1,2]})"});
  CHECK(pushed({{"1", "a"}}, {})[0].session.empty());
}

TEST_CASE("chunker: with one open session a chunk ends where the session changes") {
  const auto steps = pushed({{"1", "a"}, {"2", "a"}, {"3", "b"}, {"4", "a"}},
                            {.wrapper = assay::array_wrapper, .open_sessions = 1});
  CHECK(bodies(steps) == lines{"[1,2]", "[3]", "[4]"});
  CHECK(steps[0].session == "a");
  CHECK(steps[1].session == "b");
  CHECK(steps[2].indices == std::vector<std::size_t>{3});
}

TEST_CASE("chunker: with several open sessions each has a chunk; a new session ends the least "
          "recently active chunk") {
  const session_events all = {{"1", "a"}, {"2", "b"}, {"3", "a"}, {"4", "b"},
                              {"5", "a"}, {"6", "c"}, {"7", "b"}, {"8", "c"}};
  const chunk_options two{.wrapper = assay::array_wrapper, .open_sessions = 2};
  CHECK(bodies(pushed(all, two)) == lines{"[2,4]", "[1,3,5]", "[7]", "[6,8]"});
  chunk_options three = two;
  three.open_sessions = 3;
  CHECK(bodies(pushed(all, three)) == lines{"[1,3,5]", "[2,4,7]", "[6,8]"});
  chunk_options pairs = two;
  pairs.max_events = 2;
  CHECK(bodies(pushed(all, pairs)) == lines{"[1,3]", "[2,4]", "[5]", "[6,8]", "[7]"});
}

TEST_CASE("chunker: a rejected event does not end the chunk of another session") {
  chunk_options o{.wrapper = assay::array_wrapper, .max_bytes = 6, .open_sessions = 1};
  CHECK(bodies(pushed({{"1", "a"}, {"12345", "b"}, {"2", "a"}}, o)) == lines{"refused 1", "[1,2]"});
}

TEST_CASE("chunker: typed events are written once, and one that JSON cannot express is rejected") {
  using assay::promptetheus::event;
  using assay::promptetheus::metric;
  std::vector<event> all;
  for (unsigned i = 0; i < 3; ++i)
    all.push_back({.session_id = i == 1 ? "b" : "a",
                   .timestamp = "t",
                   .seq = i,
                   .idempotency_key = "k",
                   .payload = metric{.name = "m"}});
  event bad = all[0];
  bad.timestamp = "\xFF";
  chunker c({.open_sessions = 2});
  CHECK_FALSE(happened(c.push_event(all[0])));
  CHECK(c.push_event(bad).refused == refused_event{1, 0, chunk_refusal::not_writable});
  CHECK_FALSE(happened(c.push_event(all[1])));
  CHECK_FALSE(happened(c.push_event(all[2])));
  const kept_step b = keep(c.finish()), a = keep(c.finish());
  CHECK(b.session == "b");
  CHECK(a.session == "a");
  CHECK(a.indices == std::vector<std::size_t>{0, 3});
  CHECK(a.body.size() == a.size);
  assay::text_buffer written;
  for (const std::size_t i : {0u, 2u}) {
    written.clear();
    REQUIRE(write(all[i], written));
    CHECK(a.events[i / 2] == written.view());
  }
  CHECK_FALSE(happened(c.finish()));
}

namespace {

/// The laws of chunking, for any result.
void check_laws(const session_events& all, const chunk_options& o,
                const std::vector<kept_step>& steps) {
  const bool grouped = o.open_sessions != 0;
  const std::size_t max_count = std::max<std::size_t>(o.max_events, 1);
  const std::size_t around = o.wrapper.prefix.size() + o.wrapper.suffix.size(),
                    between = o.wrapper.separator.size();
  std::vector<int> seen(all.size());
  std::map<std::string, std::vector<std::size_t>>
      by_session; // the events in the order in which they were sent
  std::map<std::string, const kept_step*> last_of;
  for (const kept_step& s : steps) {
    if (s.refused) {
      REQUIRE(s.refused->body_size == around + all[s.refused->index].text.size());
      REQUIRE(s.refused->body_size > o.max_bytes);
      ++seen[s.refused->index];
      continue;
    }
    REQUIRE_FALSE(s.events.empty());
    REQUIRE(s.events.size() == s.indices.size());
    REQUIRE(s.events.size() <= max_count);
    REQUIRE(s.size <= o.max_bytes);
    REQUIRE(s.size == s.body.size());
    std::string body(o.wrapper.prefix);
    for (std::size_t i = 0; i < s.events.size(); ++i) {
      if (i != 0) body += o.wrapper.separator;
      body += s.events[i];
      const std::size_t index = s.indices[i];
      REQUIRE(s.events[i] == all[index].text);
      if (grouped) REQUIRE(all[index].session == s.session);
      ++seen[index];
      by_session[s.session].push_back(index);
    }
    body += o.wrapper.suffix;
    REQUIRE(s.body == body);
  }
  // Concatenated, the chunks are the input: every event once, in order.
  REQUIRE(std::all_of(seen.begin(), seen.end(), [](int n) { return n == 1; }));
  for (const auto& [session, order] : by_session)
    REQUIRE(std::is_sorted(order.begin(), order.end()));
  // No chunk could hold the next event too, except chunks that another session closed (if grouped).
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const kept_step& s = steps[i];
    if (s.refused) continue;
    const auto next =
        std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, steps.end(),
                     [&](const kept_step& n) { return !n.refused && n.session == s.session; });
    if (next == steps.end()) continue;
    const bool full = s.events.size() == max_count ||
                      s.size + between + next->events.front().size() > o.max_bytes;
    if (full) continue;
    REQUIRE(grouped);
    std::vector<std::string> others; // sessions of the events between the two chunks
    for (std::size_t e = s.indices.back() + 1; e < next->indices.front(); ++e)
      if (all[e].text.size() + around <= o.max_bytes) others.push_back(all[e].session);
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    REQUIRE(others.size() >= o.open_sessions);
  }
}

} // namespace

TEST_CASE("chunker: the laws hold for random events, limits, wrappers and sessions, in all ways of "
          "chunking",
          "[long]") {
  std::mt19937 random(7);
  const assay::batch_wrapper wrappers[] = {assay::events_wrapper,
                                           assay::array_wrapper,
                                           assay::lines_wrapper,
                                           {"", "", ""},
                                           {"<", " && ", ">>"}};
  for (int round = 0; round < 1500; ++round) {
    const chunk_options o{.wrapper = wrappers[random() % 5],
                          .max_events = random() % 9,
                          .max_bytes = 10 + random() % 120,
                          .open_sessions = random() % 5};
    session_events all;
    for (std::size_t n = random() % 60; all.size() < n;)
      all.push_back({std::string(1 + random() % (random() % 10 == 0 ? 150 : 20),
                                 static_cast<char>('a' + all.size() % 26)),
                     std::string(1, static_cast<char>('A' + random() % 6))});
    const std::vector<kept_step> steps = pushed(all, o);
    check_laws(all, o, steps);
    REQUIRE(pushed(all, o, true) == steps);
    std::vector<kept_step> ranged;
    lines texts;
    for (const text_of_session& e : all) texts.push_back(e.text);
    const auto session_of = [&](const std::string& text) -> std::string_view {
      return all[static_cast<std::size_t>(&text - texts.data())].session;
    };
    for (const chunk_step& step : assay::chunks(texts, o, session_of)) ranged.push_back(keep(step));
    REQUIRE(ranged == steps);
  }
}
