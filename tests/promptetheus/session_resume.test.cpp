// SPDX-License-Identifier: BSL-1.0

// Sessions that continue: from a stored state, with numbers reserved in blocks, and in parts.
// Threads, crashes and forks are tested in session_crash.test.cpp.

#include "assay/promptetheus/session.hpp"
#include "assay/promptetheus/span_stack.hpp"

#include "support/catch.hpp"
#include "support/stamped.hpp"

#include <assay/timeline/span_tree.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace assay::promptetheus;
using reason = session_error::reason;

namespace {

constexpr assay::random_bytes<4> other_nonce{1, 2, 3, 4};
const session::time_point resumed_at = assay::parse_rfc3339("2026-06-12T13:00:00Z")->time();

trace about_it() { return {.id = "ses_1", .agent = "booking", .user_goal = "Two seats to Oslo"}; }

session resumed(std::uint64_t next_seq, std::uint64_t block = 0) {
  auto s = session::resume({.about = about_it(), .next_seq = next_seq}, block, other_nonce);
  REQUIRE(s);
  return *std::move(s);
}

session_result<event> stamp(session& s) {
  return s.stamp(metric{.name = "m", .value = 1}, {}, resumed_at);
}

/// The next number, or the reason why there is none.
std::string next_of(session& s) {
  const auto e = stamp(s);
  return e ? std::to_string(e->seq) : std::string(message_of(e.error().why));
}
const std::string persist_first_words(message_of(reason::persist_first)),
    no_numbers_words(message_of(reason::out_of_numbers)), ended_words(message_of(reason::ended));

/// Persists the session and returns the stored state.
session_state persisted(session& s) {
  std::optional<session_state> out;
  REQUIRE(s.persist([&](const session_state& state) {
    out = state;
    return true;
  }));
  REQUIRE(out);
  return *out;
}

} // namespace

TEST_CASE(
    "session: resumed, it continues at its number with a new nonce, and does not start again") {
  session s = resumed(64);
  CHECK(s.has_started());
  CHECK(s.id() == "ses_1");
  CHECK(s.nonce() == "01020304");
  CHECK(s.start(resumed_at).error().why == reason::already_started);
  CHECK(assay_test::text_of(*stamp(s)) ==
        R"({"type":"metric","session_id":"ses_1","timestamp":"2026-06-12T13:00:00.000000Z",)"
        R"("seq":64,"idempotency_key":"ses_1:01020304:64","payload":{"name":"m","value":1}})");
  span_stack spans(s);
  CHECK(spans.start("plan", {}, resumed_at)->seq == 65);
  CHECK(spans.end(resumed_at)->seq == 66);
  CHECK(s.end("completed", nullptr, resumed_at)->seq == 67);
  CHECK(next_of(s) == ended_words);
  const auto parts =
      assay::parse_idempotency_key("ses_1:01020304:64"); // the same readers accept the key
  CHECK(parts->nonce == "01020304");
  CHECK(assay::key_agrees("ses_1:01020304:64", "ses_1", 64));
}

TEST_CASE("session: a state that has not begun opens the session") {
  session s = resumed(0);
  CHECK_FALSE(s.has_started());
  CHECK(next_of(s) == message_of(reason::not_started));
  CHECK(s.start(resumed_at)->seq == 0);
  CHECK(s.has_started());
  CHECK(s.about() == session::open(about_it(), {})->about());
  const auto made = session::resume({.about = {.agent = "a", .user_goal = "g"}}, 10);
  REQUIRE(made);
  CHECK(assay::parse_ulid(made->id()));
  CHECK(assay::is_nonce(made->nonce()));
  const auto without =
      session::resume({.about = {.agent = "a", .user_goal = "g"}, .next_seq = 1}, 10);
  REQUIRE_FALSE(without); // its session is unknown
  CHECK(without.error().why == reason::invalid);
  CHECK(without.error().violations.at(0).path == "/id");
}

TEST_CASE("session: a state that has ended, or has no numbers left, is not resumed") {
  const auto why = [](std::uint64_t next, bool has_ended) {
    const auto s = session::resume({about_it(), next, has_ended}, 10, other_nonce);
    return s ? std::string("resumed") : std::string(message_of(s.error().why));
  };
  CHECK(why(5, true) == ended_words);
  CHECK(why(0, true) == ended_words);
  CHECK(why(seq_limit - 1, false) == "resumed");
  CHECK(why(seq_limit, false) == no_numbers_words);
  CHECK(why(seq_limit + 1, false) == no_numbers_words);
  CHECK(why(UINT64_MAX, false) == no_numbers_words);
}

TEST_CASE("session: the greatest number is reserved for the end") {
  session s = resumed(seq_limit - 2);
  CHECK(next_of(s) == std::to_string(seq_limit - 2));
  CHECK(next_of(s) == no_numbers_words);
  CHECK(s.start_span("plan", {}, resumed_at, {}).error().why == reason::out_of_numbers);
  CHECK(s.split(1, {}).error().why == reason::out_of_numbers);
  CHECK(s.state() == session_state{s.about(), seq_limit - 1, false});
  const auto last = s.end("completed", nullptr, resumed_at);
  REQUIRE(last);
  CHECK(last->idempotency_key == "ses_1:01020304:9223372036854775806");
  CHECK(s.state() == session_state{s.about(), seq_limit, true});
  CHECK(next_of(s) == ended_words);

  session t = resumed(seq_limit - 3, 10);
  CHECK(persisted(t).next_seq == seq_limit);
  CHECK_FALSE(t.needs_persist());
  CHECK(next_of(t) == std::to_string(seq_limit - 3));
  CHECK(next_of(t) == std::to_string(seq_limit - 2));
  CHECK(next_of(t) == no_numbers_words);
  CHECK_FALSE(t.needs_persist()); // persisting would not help
  CHECK(t.end("completed", nullptr, resumed_at)->seq == seq_limit - 1);
}

TEST_CASE("session: with blocks, nothing is stamped beyond the stored state") {
  session s = resumed(0, 3);
  CHECK(s.needs_persist());
  CHECK(next_of(s) == message_of(reason::not_started));
  CHECK(s.start(resumed_at).error().why == reason::persist_first);
  CHECK(persisted(s) == session_state{s.about(), 3, false});
  CHECK_FALSE(s.needs_persist());
  CHECK(s.start(resumed_at)->seq == 0);
  CHECK_FALSE(s.needs_persist());
  CHECK(next_of(s) == "1");
  CHECK(s.needs_persist()); // one is left
  CHECK(next_of(s) == "2");
  CHECK(next_of(s) == persist_first_words);
  CHECK(s.end("completed", nullptr, resumed_at).error().why == reason::persist_first);
  CHECK(next_of(s) == persist_first_words); // no number was used
  CHECK(persisted(s).next_seq == 6);
  CHECK(next_of(s) == "3");
  CHECK(persisted(s).next_seq == 7); // at any time

  session t = resumed(7, 3);
  CHECK(next_of(t) == persist_first_words); // a second crash here would repeat 7
  CHECK(persisted(t).next_seq == 10);
  CHECK(next_of(t) == "7");
}

TEST_CASE("session: a block has at least one number and at most 2^32") {
  session s = resumed(5, 1);
  for (const std::uint64_t n : {5u, 6u, 7u}) {
    CHECK(s.needs_persist());
    CHECK(persisted(s).next_seq == n + 1);
    CHECK_FALSE(s.needs_persist());
    CHECK(next_of(s) == std::to_string(n));
    CHECK(next_of(s) == persist_first_words);
  }
  session t = resumed(5, UINT64_MAX);
  CHECK(persisted(t).next_seq == 5 + (std::uint64_t{1} << 32));
}

TEST_CASE("session: a state that was not stored reserves nothing") {
  session s = resumed(7, 4);
  int calls = 0;
  CHECK_FALSE(s.persist([&](const session_state&) { return ++calls == 0; }));
  CHECK(next_of(s) == persist_first_words);
  CHECK_THROWS_AS(s.persist([&](const session_state&) -> bool {
    throw std::runtime_error("the disk is full");
  }),
                  std::runtime_error);
  CHECK(next_of(s) == persist_first_words);
  const session_state state = s.state();
  CHECK(next_of(s) == persist_first_words); // asking for the state reserves nothing
  session_state other = state;
  other.about.id = "ses_2";
  s.persisted(other);
  CHECK(next_of(s) == persist_first_words);
  s.persisted(state);
  CHECK(next_of(s) == "7");
  CHECK(calls == 1);
}

TEST_CASE("session: an older state cannot undo a newer one") {
  session s = resumed(0, 10);
  const session_state old = s.state();
  persisted(s);
  REQUIRE(s.start(resumed_at));
  for (int i = 1; i < 8; ++i) CHECK(stamp(s));
  CHECK(persisted(s).next_seq == 18);
  s.persisted(old);
  for (std::uint64_t i = 8; i < 18; ++i) CHECK(next_of(s) == std::to_string(i));
  CHECK(next_of(s) == persist_first_words);
  s.persisted({s.about(), 1000, false}); // stored by hand
  CHECK(s.state().next_seq == 1000);     // and later states reserve no less
}

TEST_CASE("session: its end must be stored too") {
  session s = resumed(7, 4);
  persisted(s);
  CHECK_FALSE(s.needs_persist());
  CHECK(s.end("completed", nullptr, resumed_at)->seq == 7);
  CHECK(s.needs_persist());
  CHECK_FALSE(s.persist([](const session_state&) { return false; }));
  CHECK(s.needs_persist());
  const session_state last = persisted(s);
  CHECK(last == session_state{s.about(), 8, true});
  CHECK_FALSE(s.needs_persist());
  CHECK(session::resume(last, 4, other_nonce).error().why == reason::ended);
}

TEST_CASE(
    "session: without blocks nothing must be stored, and the state can be passed on at any time") {
  auto s = session::open(about_it(), {});
  REQUIRE(s->start(resumed_at));
  CHECK(next_of(*s) == "1");
  CHECK_FALSE(s->needs_persist());
  CHECK(s->persist([](const session_state&) -> bool { throw std::runtime_error("never called"); }));
  s->persisted({s->about(), 1, false});
  CHECK(next_of(*s) == "2");
  const session_state state = s->state();
  CHECK(state == session_state{s->about(), 3, false});
  session t = *session::resume(state, 0, other_nonce);
  CHECK(next_of(t) == "3");
}

TEST_CASE("session: after a move it keeps its block") {
  session s = resumed(7, 4);
  persisted(s);
  session t = std::move(s);
  CHECK_FALSE(s.needs_persist());
  CHECK(s.persist([](const session_state&) { return false; }));
  for (const char* const n : {"7", "8", "9", "10"}) CHECK(next_of(t) == n);
  CHECK(next_of(t) == persist_first_words);
  s = std::move(t);
  CHECK(persisted(s).next_seq == 15);
  CHECK(next_of(s) == "11");
}

TEST_CASE("session: a part has its own numbers and nonce, and cannot start or end the session") {
  session s = *session::open(about_it(), {});
  CHECK(s.split(1, other_nonce).error().why == reason::not_started);
  REQUIRE(s.start(resumed_at));
  auto part = s.split(3, other_nonce);
  REQUIRE(part);
  CHECK(part->id() == "ses_1");
  CHECK(part->about() == s.about());
  CHECK(next_of(s) == "4");
  CHECK(stamp(*part)->idempotency_key == "ses_1:01020304:1");
  CHECK(part->start(resumed_at).error().why == reason::already_started);
  CHECK(part->end("completed", nullptr, resumed_at).error().why == reason::part_of_session);
  CHECK(next_of(*part) == "2");
  CHECK_FALSE(part->needs_persist());
  CHECK(part->persist([](const session_state&) { return false; }));
  CHECK(session::resume(part->state(), 0, other_nonce).error().why == reason::ended);
  CHECK(next_of(*part) == "3");
  CHECK(next_of(*part) == no_numbers_words);
  CHECK(part->end("completed", nullptr, resumed_at).error().why == reason::part_of_session);
  CHECK(s.end("completed", nullptr, resumed_at)->seq == 5);
  CHECK(s.split(1, other_nonce).error().why == reason::ended);
  CHECK(assay::is_nonce(resumed(5).split(1)->nonce()));
  CHECK(resumed(5).split(1)->nonce() != resumed(5).split(1)->nonce());
}

TEST_CASE("session: parts can be split again and can be empty") {
  session s = resumed(10);
  session part = *s.split(5, {1});
  CHECK(part.split(6, {2}).error().why == reason::out_of_numbers);
  session inner = *part.split(2, {2});
  session none = *part.split(0, {3});
  CHECK(next_of(none) == no_numbers_words);
  CHECK(next_of(part) == "12");
  CHECK(next_of(inner) == "10");
  CHECK(next_of(s) == "15");
  CHECK(s.split(UINT64_MAX, {4}).error().why == reason::out_of_numbers);
  CHECK(s.split(seq_limit - 16, {4}).error().why == reason::out_of_numbers); // the end needs one
  CHECK(s.split(seq_limit - 17, {4})); // 16 and following; the greatest is left
  CHECK(s.end("completed", nullptr, resumed_at));
}

TEST_CASE("session: a part takes its numbers from the stored ones") {
  session s = resumed(10, 8);
  CHECK(s.split(8, {1}).error().why == reason::persist_first);
  persisted(s);
  CHECK(next_of(s) == "10");
  CHECK(s.split(8, {1}).error().why == reason::persist_first);
  CHECK(s.split(9, {1}).error().why == reason::out_of_numbers); // more than any block
  CHECK_FALSE(s.needs_persist());
  CHECK(persisted(s).next_seq == 19); // done when requested
  session part = *s.split(8, {1});
  CHECK(next_of(s) == persist_first_words);
  CHECK(next_of(part) == "11");
}

TEST_CASE("session: the timeline shows a resumed session as one, with the truncated spans") {
  std::vector<std::string> texts;
  const auto keep = [&](const session_result<event>& e) {
    REQUIRE(e);
    texts.push_back(assay_test::text_of(*e));
  };
  session s = *session::resume({.about = about_it()}, 64, {});
  const session_state stored = persisted(s);
  keep(s.start(resumed_at));
  span_stack spans(s);
  keep(spans.start("plan", {}, resumed_at)); // the process crashes here
  session t = *session::resume(stored, 64, other_nonce);
  persisted(t);
  keep(stamp(t));
  keep(t.end("completed", nullptr, resumed_at));
  CHECK(assay_test::instances_of_one_session(texts) == 2);

  assay::timeline::event_log log;
  assay::validator<event> v;
  for (const std::string& text : texts) {
    REQUIRE(v.check(text));
    REQUIRE(add(log, v));
  }
  const assay::timeline::ordering order(log);
  const assay::timeline::ordered_session& one = order.sessions()[0];
  CHECK(gaps_of(one) == std::vector<assay::timeline::gap>{{2, 63}});
  CHECK(place_of_end(one) == 3);
  CHECK(instances_of(one) ==
        std::vector<assay::timeline::instance>{{"00000000", 0, 1, 2}, {"01020304", 64, 65, 2}});
  const assay::timeline::span_tree tree(one);
  REQUIRE(tree.nodes().size() == 2);
  CHECK(tree.nodes()[1].name == "plan");
  CHECK(tree.nodes()[1].start_seq == 1);
  CHECK_FALSE(tree.nodes()[1].end_seq);
}
