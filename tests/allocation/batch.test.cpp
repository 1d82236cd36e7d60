// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/chunker.hpp"
#include "assay/batch/chunks.hpp"
#include "assay/batch/dedupe_window.hpp"
#include "assay/batch/promptetheus.hpp"

#include "allocation/exhaustion.hpp"
#include "support/chunks.hpp"
#include "support/events.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using assay_test::steps_on;

namespace {

const std::string long_session = "a session whose id does not fit into the string itself";

std::string content_of(int i) {
  return "{\"content\": " + std::to_string(i) + std::string(100, ' ') + "}";
}

/// Returns the observable state of a window of the events 0 to `n` - 1. It observes each event in a
/// copy and does not change the window.
std::string seen_of_window(assay::dedupe_window& w, int n) {
  std::string out = std::to_string(w.size()) + ':';
  for (int i = 0; i < n; ++i) {
    const std::size_t before = w.size();
    switch (
        w.observe_without_forgetting(long_session, "another key", static_cast<std::uint64_t>(i))) {
    case assay::dedupe_outcome::first: out += '.'; break; // the window does not contain its number
    case assay::dedupe_outcome::duplicate: out += '?'; break;
    case assay::dedupe_outcome::collision: out += '!'; break;
    case assay::dedupe_outcome::conflict: out += 'n'; break;
    }
    w.forget_newest(before);
    // The remembered content is the right one.
    out += w.observe_without_forgetting(long_session, std::to_string(i), {}, content_of(i)) ==
                   assay::dedupe_outcome::duplicate
               ? 'k'
               : '.';
    w.forget_newest(before);
  }
  return out;
}

} // namespace

TEST_CASE("exhaustion: a dedupe window keeps its events, and can be cleared") {
  constexpr int n = 150; // its index grows at 64 and at 128
  steps_on<assay::dedupe_window> steps;
  for (int i = 0; i < n; ++i)
    steps.push_back([i](assay::dedupe_window& w) {
      w.observe(long_session, std::to_string(i), static_cast<std::uint64_t>(i), content_of(i));
    });
  const auto make = [] { return assay::dedupe_window({.max_events = 140}); };
  const auto comparing = [] {
    return assay::dedupe_window({.max_events = 140, .content_key = assay::random_bytes<16>{}});
  };
  const auto seen = [](assay::dedupe_window& w) { return seen_of_window(w, n); };
  assay_test::exhaust_unchanged(make, steps, seen);
  // Cleared after each failure.
  steps.insert(steps.begin(), [](assay::dedupe_window& w) { w.clear(); });
  assay_test::exhaust_cleared(comparing, steps, seen);
}

namespace {

struct judged_batches {
  assay::promptetheus::batch_validator validator{};
  assay::dedupe_window window{};
};

std::string batch_event(int seq, std::string_view more = "") {
  std::string text = assay_test::event_text("user_message", R"({"content":"hi"})", more);
  const std::string number = std::to_string(seq);
  text.replace(text.find("\"seq\":7"), 7, "\"seq\":" + number);
  return text.replace(text.rfind(":7\""), 3, ":" + number + "\"");
}

std::string seen_of_verdict(const assay::batch_verdict& verdict) {
  std::string out = verdict.readable() ? "readable " : "unreadable ";
  for (const auto& v : assay_test::summary_of(verdict.body_report())) out += v + '\n';
  for (const auto& e : verdict.events()) out += std::to_string(static_cast<int>(e.what));
  for (const auto& r : verdict.rejected()) {
    out += '\n' + std::to_string(r.index) + ' ' + r.reason + ' ' +
           std::string(r.idempotency_key.text());
    for (const auto& v : assay_test::summary_of(r.report)) out += "\n  " + v;
  }
  return out + '\n';
}

std::string seen_of_batch_window(assay::dedupe_window& window) {
  std::string out;
  for (int i = 0; i < 101; ++i) {
    const std::size_t before = window.size();
    const std::string key = "ses_1:0a1b2c3d:" + std::to_string(i);
    out += window.observe_without_forgetting("ses_1", key) == assay::dedupe_outcome::duplicate
               ? '+'
               : '-';
    window.forget_newest(before);
  }
  return out;
}

} // namespace

TEST_CASE("exhaustion: a batch whose check ends in bad_alloc has no effect, and gets the same "
          "verdict when it is retried") {
  std::string large = R"({"events":[)"; // the window grows in the middle of it
  for (int i = 0; i < 80; ++i) large += (i == 0 ? "" : ",") + batch_event(i);
  const std::string other = batch_event(100);
  // A duplicate, a conflict, an invalid event, an element that is not an event, names with escapes
  // and names of more than 256 bytes.
  std::string conflict = batch_event(3);
  conflict.replace(conflict.find("0a1b2c3d"), 8, "ffffffff");
  const std::string mixed =
      R"({"other":[1,2],"events":[)" + batch_event(3) + "," + conflict +
      R"(,{"idempotency_key":"\u006bey of it","type":1},7,)" +
      batch_event(90, R"(,"span_id":{},"\u0061 name":")" + std::string(300, 'x') + "\"") + "," +
      batch_event(91, ",\"" + std::string(300, 'n') + "\":{\"\":\"\\ud800\"}") + "]}";
  const std::string unfinished =
      R"({"events":[)" + batch_event(92) + "," + batch_event(93, ",}") + "]}";
  const std::string cut_off = R"({"events":[)" + batch_event(94);
  steps_on<judged_batches> steps;
  for (const std::string& body :
       {large + "]}", mixed, unfinished, other, cut_off, std::string("{}"), std::string("nothing")})
    steps.push_back([body](judged_batches& b) { b.validator.check(body, "", &b.window); });
  // The window is kept; the verdict is that of an empty body.
  const auto kept = [](judged_batches& b) { return seen_of_batch_window(b.window); };
  assay_test::exhaust_keeping(
      [] { return judged_batches(); }, steps,
      [&](judged_batches& b) { return seen_of_verdict(b.validator.verdict()) + kept(b); }, kept);
  assay_test::for_each_failure(
      [] { return judged_batches(); }, steps,
      [&](judged_batches& b, std::size_t) {
        REQUIRE_FALSE(b.validator.verdict().readable());
        REQUIRE(b.validator.verdict().events().empty());
        REQUIRE(b.validator.verdict().rejected().empty());
        assay::text_buffer answer;
        REQUIRE(assay::append_response(answer, b.validator.verdict()) == 503);
        REQUIRE(assay::append_multi_status(answer, b.validator.verdict()) == 503);
        REQUIRE(assay::append_otlp_response(answer, b.validator.verdict()) == 503);
      },
      [](judged_batches&, std::size_t) {});
}

namespace {

struct chunked {
  explicit chunked(const assay::chunk_options& o) : chunker(o) {}

  assay::chunker chunker;
  std::string chunks{}; ///< the chunks that are complete so far

  void note(const assay::chunk_step& step) {
    const assay_test::untouched_by_failures here;
    if (!assay_test::happened(step)) return;
    const assay_test::kept_step s = assay_test::keep(step);
    chunks += s.session + ' ' + s.body;
    for (const std::size_t i : s.indices) chunks += ' ' + std::to_string(i);
    if (s.refused) chunks += " refused " + std::to_string(s.refused->index);
    chunks += '\n';
  }
};

std::string seen_of_chunker(const chunked& c) {
  return std::to_string(c.chunker.event_count()) + '\n' + c.chunks;
}

/// Pushes events in several ways and with several sessions, in short and long chunks; then flushes
/// the rest.
steps_on<chunked> chunking_steps() {
  steps_on<chunked> steps;
  for (int i = 0; i < 40; ++i)
    steps.push_back([i](chunked& c) {
      static constexpr std::string_view texts[] = {
          "0", R"({"an event that is longer than a string without memory of its own":1})",
          R"({"e":22})", R"("333")"};
      static constexpr std::string_view sessions[] = {
          "a session of some length, which needs memory", "s", "another long session, which does",
          "t", "and a third one, of which there are too many"};
      const std::string_view text = texts[i % 4], session = sessions[(i * i + i / 3) % 5];
      if (i % 11 == 10) {
        assay::promptetheus::event e;
        {
          const assay_test::untouched_by_failures here;
          e.session_id = session;
          if (i == 32) e.idempotency_key = std::string(3000, 'k'); // too large for any chunk
          if (i == 21) e.idempotency_key = "\xFF";
        }
        c.note(c.chunker.push_event(e));
      } else {
        c.note(i % 3 == 0 ? c.chunker.push(text, session) : c.chunker.push_copy(text, session));
      }
      if (i == 25) c.note(c.chunker.finish());
    });
  for (int i = 0; i < 5; ++i) steps.push_back([](chunked& c) { c.note(c.chunker.finish()); });
  return steps;
}

} // namespace

TEST_CASE("exhaustion: a failed push has no effect, and the chunker continues with the events of "
          "successful ones") {
  for (const std::size_t open_sessions : {0u, 1u, 2u, 3u})
    for (const std::size_t max_events : {1u, 3u, 20u}) {
      CAPTURE(open_sessions, max_events);
      const assay::chunk_options o{
          .max_events = max_events, .max_bytes = 1500, .open_sessions = open_sessions};
      assay_test::exhaust_unchanged([&] { return chunked(o); }, chunking_steps(), seen_of_chunker);
    }
}

TEST_CASE("exhaustion: the chunks of a range continue with the event whose allocation failed") {
  const std::vector<std::string> events{
      "1",    "22",    R"({"a rather long event":"which is longer than the others"})",
      "4444", "55555", "6"};
  std::string expected;
  for (const assay::chunk_step& s : assay::chunks(events, {.max_events = 2}))
    expected += assay_test::keep(s).body;
  for (std::size_t k = 0;; ++k) {
    CAPTURE(k);
    std::size_t left = k;
    std::string found;
    auto range = assay::chunks(events, {.max_events = 2});
    std::optional<decltype(range.begin())> at;
    const auto advance = [&] {
      if (at) ++*at;
      else at = range.begin();
    };
    for (;;) {
      if (assay_test::runs_out_of_memory(left, advance)) advance();
      if (*at == range.end()) break;
      found += assay_test::keep(**at).body;
    }
    REQUIRE(found == expected);
    if (left != SIZE_MAX) break;
  }
}

TEST_CASE("exhaustion: a body is split or rejected, and a response is appended or not") {
  struct split_bodies {
    assay::batch_body body{};
    std::string said{};
  };
  const std::string event = batch_event(1);
  const std::vector<std::string> bodies{R"({"events":[)" + event + "," + event +
                                            R"(],"another member":[1,2,3]})",
                                        event,
                                        "[1]",
                                        R"({"events":[],"\ud800":1})",
                                        R"({"other":1})",
                                        "cut off, and so copied to be read to its end",
                                        ""};
  steps_on<split_bodies> steps;
  for (const std::string& text : bodies)
    steps.push_back([&text](split_bodies& b) {
      b.body.split(text);
      const assay_test::untouched_by_failures here;
      b.said += b.body.report().accepted() ? "accepted" : "rejected";
      for (const auto e : b.body.events()) b.said.append(" ").append(e);
      for (const auto& [name, value] : b.body.others())
        b.said.append(" ").append(name).append(value.text());
      for (const auto& v : assay_test::summary_of(b.body.report())) b.said += ' ' + v;
      b.said += '\n';
    });
  const auto make = [] { return split_bodies(); };
  assay_test::exhaust_unchanged(make, steps, [](const split_bodies& b) { return b.said; });
  assay_test::for_each_failure(
      make, steps, [](split_bodies& b, std::size_t) { REQUIRE_FALSE(b.body.report().accepted()); },
      [](split_bodies&, std::size_t) {});

  steps_on<assay::text_buffer> responses;
  std::vector<assay::promptetheus::batch_validator> validators(bodies.size());
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto& v = validators[i].check(bodies[i]);
    responses.push_back([&v](assay::text_buffer& out) { assay::append_response(out, v); });
    responses.push_back([&v](assay::text_buffer& out) { assay::append_multi_status(out, v); });
    responses.push_back([&v](assay::text_buffer& out) { assay::append_otlp_response(out, v); });
  }
  assay_test::exhaust_unchanged(
      [] { return assay::text_buffer(); }, responses,
      [](const assay::text_buffer& out) { return std::string(out.view()); });
}
