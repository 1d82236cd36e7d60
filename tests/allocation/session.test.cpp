// SPDX-License-Identifier: BSL-1.0
#include "assay/honeyhive/single_session.hpp"
#include "assay/json/result.hpp"
#include "assay/promptetheus/session.hpp"
#include "assay/promptetheus/span_stack.hpp"

#include "allocation/exhaustion.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace agent = assay::promptetheus;
using assay_test::steps_on;
using assay_test::untouched_by_failures;

namespace {

constexpr agent::session::time_point noon{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};

/// A session, the spans of one thread, and the events stamped so far.
struct stamped {
  agent::session it;
  agent::span_stack spans{it};
  std::string events{};

  void note(const agent::session_result<agent::event>& r) {
    const untouched_by_failures here;
    events += r ? assay::write(*r).value() : to_string(r.error());
    events += '\n';
  }
};

agent::session open_session() {
  return *agent::session::open({.id = "the id of a session that is rather long",
                                .agent = "an agent",
                                .user_goal = "what the user wants"},
                               assay::random_bytes<4>{1, 2, 3, 4});
}

} // namespace

TEST_CASE("exhaustion: a session uses no number for an event that runs out of memory") {
  steps_on<stamped> steps;
  const auto stamp = [&](auto payload) {
    steps.push_back([payload](stamped& s) {
      s.note(s.spans.stamp(payload, assay::raw_object{{"from", "a place of its own"}}, noon));
    });
  };
  const auto start = [&](std::string name) {
    steps.push_back([name](stamped& s) {
      s.note(s.spans.start(name, std::nullopt, noon, assay::random_bytes<16>{7}));
    });
  };
  const auto end = [&] { steps.push_back([](stamped& s) { s.note(s.spans.end(noon)); }); };
  stamp(agent::user_message{.content = "too early"});
  steps.push_back([](stamped& s) { s.note(s.it.start(noon)); });
  stamp(agent::user_message{.content = "a message that is longer than a string without memory"});
  for (int i = 0; i < 5; ++i) start("a span with a rather long name " + std::to_string(i));
  stamp(assay::untyped_payload{
      .type = "metric", .content = {{"name", "it becomes the struct that it fits"}, {"value", 1}}});
  stamp(agent::llm_call{.model = ""}); // rejected
  for (int i = 0; i < 6; ++i) end();   // the last is one too many
  steps.push_back([](stamped& s) {
    s.note(s.it.end("completed", "what went wrong, and it is a long story", noon));
  });
  stamp(agent::user_message{.content = "too late"});
  const auto seen = [](const stamped& s) { return s.events + std::to_string(s.spans.depth()); };
  assay_test::exhaust_unchanged([] { return stamped{open_session()}; }, steps, seen);
}

TEST_CASE("exhaustion: a session is opened completely or not at all") {
  const steps_on<std::string> steps{[](std::string& about) {
    const auto s = agent::session::open({.agent = "an agent whose name needs memory of its own",
                                         .user_goal = "what the user wants, at length"});
    const untouched_by_failures here;
    about = assay::write(s->about()).value().substr(60);
  }};
  assay_test::exhaust_keeping([] { return std::string(); }, steps,
                              [](const std::string& s) { return s; },
                              [](const std::string& s) { return s; });
}

TEST_CASE(
    "exhaustion: a session that resumes, persists and is split loses no number and no event") {
  /// A session, its stored state, and its results so far.
  struct persisting {
    agent::session it;
    std::string file{}, seen{};
    void note(std::string_view what) {
      const untouched_by_failures here;
      seen += what;
      seen += '\n';
    }
    void stamp() {
      const auto e = it.stamp(agent::user_message{.content = "a message"}, {}, noon);
      const untouched_by_failures here;
      note(e ? e->idempotency_key : to_string(e.error()));
    }
  };
  const auto stamp = [](persisting& p) { p.stamp(); };
  const auto persist = [](persisting& p) {
    const bool done = p.it.persist([&](const agent::session_state& state) {
      assay::text_buffer out;
      if (!append_session_state(out, state)) return false;
      p.file = out.view();
      return true;
    });
    p.note(done ? "stored" : "not stored");
  };
  const auto split = [](persisting& p) {
    const auto part = p.it.split(1, assay::random_bytes<4>{9});
    p.note(part ? std::string_view("split") : message_of(part.error().why));
  };
  const auto end = [](persisting& p) {
    const auto e = p.it.end("completed", "what went wrong, and it is a long story", noon);
    const untouched_by_failures here;
    p.note(e ? e->idempotency_key : to_string(e.error()));
  };
  const auto make = [] {
    return persisting{*agent::session::resume({.about = open_session().about(), .next_seq = 7}, 3,
                                              assay::random_bytes<4>{1, 2, 3, 4})};
  };
  const steps_on<persisting> steps{stamp, split,   persist, stamp,   split, stamp,
                                   split, persist, end,     persist, stamp, split};
  const auto seen = [](const persisting& p) {
    assay::text_buffer now;
    return p.file + p.seen +
           (append_session_state(now, p.it.state()) ? std::string(now.view()) : "");
  };
  // The caller stores the state, possibly before a later step fails.
  assay_test::exhaust_unchanged(make, steps, seen);
}

TEST_CASE("exhaustion: a session's state is written and read completely or not at all") {
  const agent::session_state state{.about = open_session().about(), .next_seq = 7};
  const steps_on<assay::text_buffer> writes{
      [&](assay::text_buffer& out) { static_cast<void>(append_session_state(out, state)); }};
  assay_test::exhaust_unchanged(
      [] { return assay::text_buffer(); }, writes,
      [](const assay::text_buffer& out) { return std::string(out.view()); });
  assay::text_buffer text;
  REQUIRE(append_session_state(text, state));
  const steps_on<std::string> reads{[&](std::string& about) {
    const auto whole = agent::read_session_state(text.view());
    const auto cut = agent::read_session_state(text.view().substr(0, 100));
    auto s = agent::session::resume(*whole, 5);
    const untouched_by_failures here;
    about = assay::write(s->about()).value() + to_string(cut.error());
  }};
  assay_test::exhaust_keeping([] { return std::string(); }, reads,
                              [](const std::string& s) { return s; },
                              [](const std::string& s) { return s; });
}

TEST_CASE("exhaustion: all events of a batch get the shared session id, or none does") {
  using batch = assay::honeyhive::event_batch<assay::honeyhive::dialect::v1>;
  const auto make = [] {
    batch b;
    b.single_session = true;
    b.events.emplace(5);
    (*b.events)[1].session_id = "a session of its own";
    return b;
  };
  const auto seen = [](const batch& b) { return assay::write(b).value(); };
  assay_test::exhaust_unchanged(
      make,
      {[](batch& b) { assign_single_session(b, "another id, of the usual length of 36 bytes"); }},
      seen);
}
