// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/session.hpp"

#include "assay/json/parse_raw.hpp"
#include "assay/json/detail/raw_access.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

using namespace assay::promptetheus;
using assay::level;
using assay::raw_json;
using assay::raw_object;
using assay::untyped_payload;
using reason = session_error::reason;
using std::chrono::milliseconds;

namespace {

const session::time_point noon = assay::parse_rfc3339("2026-06-12T12:00:00.000250Z")->time();

trace a_trace() { return {.id = "ses_1", .agent = "booking", .user_goal = "Two seats to Oslo"}; }

session opened(trace about = a_trace()) {
  auto s = session::open(std::move(about), {0x0A, 0x1B, 0x2C, 0x3D});
  REQUIRE(s);
  return *std::move(s);
}

session started() {
  session s = opened();
  REQUIRE(s.start(noon));
  return s;
}

template <class T>
std::string written(const T& value) {
  assay::text_buffer out;
  REQUIRE(write(value, out));
  return std::string(out.view());
}

/// The reason why the payload is rejected: the violations as "code pointer".
std::vector<std::string> refused(payload p, stamp_details details = {}) {
  session s = started();
  const auto e = s.stamp(std::move(p), std::move(details), noon);
  std::vector<std::string> out;
  if (e) return {"stamped"};
  CHECK(e.error().why == reason::invalid);
  for (const assay::violation& v : e.error().violations)
    out.push_back(std::string(name_of(v.code)) + " " + v.path);
  CHECK(s.stamp(metric{}, {}, noon)->seq == 1); // no number was used
  return out;
}
using places = std::vector<std::string>;

/// The payload of a sample, as a producer would make it.
payload payload_of(const assay_test::sample_payload& sample) {
  assay::validator<event> v;
  event e;
  REQUIRE(v.read(std::string_view(assay_test::event_text(sample.type, sample.payload)), e));
  return e.payload;
}

} // namespace

static_assert(!std::is_copy_constructible_v<session>, "a copy would give its numbers twice");

TEST_CASE("session: opened with a trace, it completes the body that opens it") {
  const session s = opened();
  CHECK(
      written(s.about()) ==
      R"({"id":"ses_1","agent":"booking","user_goal":"Two seats to Oslo","project_id":null,"environment":null,)"
      R"("metadata":{},"tags":[]})");
  CHECK(s.id() == "ses_1");
  CHECK(s.nonce() == "0a1b2c3d");
  trace about = a_trace();
  about.project_id = "p";
  about.environment = "prod";
  about.metadata = raw_object{{"model", "m-1"}};
  about.tags = std::vector<std::string>{"x", "y"};
  about.additional.list = {{"source", "cron"}};
  CHECK(written(opened(about).about()) ==
        R"({"id":"ses_1","agent":"booking","user_goal":"Two seats to Oslo","project_id":"p",)"
        R"("environment":"prod","metadata":{"model":"m-1"},"tags":["x","y"],"source":"cron"})");
  about.metadata = nullptr;
  about.tags = nullptr;
  CHECK(assay::check<trace>(written(opened(about).about()), {.level = level::strict}));
}

TEST_CASE("session: a trace that is invalid at strict opens no session, and the violations are "
          "reported") {
  const auto why = [](trace about) {
    const auto s = session::open(std::move(about), {});
    places out;
    if (s) return places{"opened"};
    CHECK(s.error().why == reason::invalid);
    for (const assay::violation& v : s.error().violations)
      out.push_back(std::string(name_of(v.code)) + " " + v.path);
    return out;
  };
  CHECK(why(a_trace()) == places{"opened"});
  CHECK(why({}) ==
        places{"missing_member /id", "missing_member /agent", "missing_member /user_goal"});
  CHECK(why({.id = "", .agent = "a", .user_goal = "g"}) == places{"too_short /id"});
  CHECK(why({.id = nullptr, .agent = "a", .user_goal = "g"}) == places{"type_mismatch /id"});
  CHECK(why({.id = "\xFF", .agent = "a", .user_goal = "g"}) == places{"invalid_value /id"});
  CHECK(why({.id = "s", .agent = "a", .user_goal = "g\xC3"}) == places{"invalid_value /user_goal"});
  CHECK(why({.id = "s",
             .agent = "a",
             .user_goal = "g",
             .tags = std::vector<std::string>{"\xED\xA0\x80"}}) == places{"invalid_value /tags/0"});
  trace twice = a_trace();
  twice.additional.list = {{"id", "another"}};
  CHECK(why(twice) == places{"duplicate_member /id"});
}

TEST_CASE("session: without an id it gets a ULID, without random bytes those of the system") {
  const auto s = session::open({.agent = "a", .user_goal = "g"}),
             t = session::open({.agent = "a", .user_goal = "g"});
  REQUIRE(s);
  REQUIRE(t);
  CHECK(assay::parse_ulid(s->id()));
  CHECK(assay::is_nonce(s->nonce()));
  CHECK(s->id() != t->id());
  CHECK(session::open(a_trace())->id() == "ses_1");
  CHECK_FALSE(session::open({}));
}

TEST_CASE("session: starts with the event that describes it") {
  session s = opened();
  const auto e = s.start(noon);
  REQUIRE(e);
  CHECK(
      written(*e) ==
      R"({"type":"state_change","session_id":"ses_1","timestamp":"2026-06-12T12:00:00.000250Z","seq":0,)"
      R"("idempotency_key":"ses_1:0a1b2c3d:0","payload":{"name":"session_started","before":null,"after":)"
      R"({"agent":"booking","user_goal":"Two seats to Oslo","project_id":null,"environment":null,"tags":[]}}})");
  trace about = a_trace();
  about.user_goal = "caf\xC3\xA9 \"now\"";
  about.environment = "prod";
  about.tags = std::vector<std::string>{"a\nb", "\xF0\x9F\x98\x80"};
  session t = opened(about);
  const event other = *t.start(noon);
  CHECK(std::get<state_change>(other.payload).after->text() ==
        "{\"agent\":\"booking\",\"user_goal\":\"caf\xC3\xA9 "
        "\\\"now\\\"\",\"project_id\":null,\"environment\":\"prod\","
        "\"tags\":[\"a\\nb\",\"\xF0\x9F\x98\x80\"]}");
}

TEST_CASE("session: session_started is stamped first and once") {
  session s = opened();
  CHECK(s.stamp(metric{}, {}, noon).error().why == reason::not_started);
  CHECK(s.end("completed", nullptr, noon).error().why == reason::not_started);
  CHECK(s.start_span("plan", {}, noon, {}).error().why == reason::not_started);
  CHECK(s.start(noon)->seq == 0);
  CHECK(s.start(noon).error().why == reason::already_started);
  CHECK(s.stamp(state_change{.name = "session_started"}, {}, noon).error().why ==
        reason::already_started);
  CHECK(s.stamp(untyped_payload{"state_change", {{"name", "session_started"}}}, {}, noon)
            .error()
            .why == reason::already_started);
  CHECK(s.stamp(metric{}, {}, noon)->seq == 1);
}

TEST_CASE("session: a producer's session_started starts it") {
  session s = opened();
  CHECK(s.stamp(state_change{.name = "session_started", .after = raw_json("resumed")}, {}, noon)
            ->seq == 0);
  CHECK(s.start(noon).error().why == reason::already_started);
}

TEST_CASE("session: session_end is stamped last and once, as a payload or by end()") {
  for (const bool by_payload : {false, true}) {
    session s = started();
    const auto last =
        by_payload
            ? s.stamp(untyped_payload{"session_end", {{"status", "failed"}, {"error", "boom"}}}, {},
                      noon)
            : s.end("failed", "boom", noon);
    REQUIRE(last);
    CHECK(
        written(*last) ==
        R"({"type":"session_end","session_id":"ses_1","timestamp":"2026-06-12T12:00:00.000250Z","seq":1,)"
        R"("idempotency_key":"ses_1:0a1b2c3d:1","payload":{"status":"failed","error":"boom"}})");
    CHECK(s.end("completed", nullptr, noon).error().why == reason::ended);
    CHECK(s.stamp(session_end{.status = "completed"}, {}, noon).error().why == reason::ended);
    CHECK(s.stamp(metric{}, {}, noon).error().why == reason::ended);
    CHECK(s.stamp(llm_call{}, {}, noon).error().why == reason::ended); // whatever else is wrong
    CHECK(s.start(noon).error().why == reason::ended);
    CHECK(s.start_span("plan", {}, noon, {}).error().why == reason::ended);
    CHECK(s.end_span({.id = "span_1", .name = "plan", .started = noon}, noon).error().why ==
          reason::ended);
  }
  session s = started();
  CHECK(written(*s.end("completed", nullptr, noon))
            .ends_with(R"("payload":{"status":"completed","error":null}})"));
}

TEST_CASE("session: a payload of every type is stamped into an event that is valid at strict") {
  session s = started();
  assay::validator<event> strict({.level = level::strict, .reject_unknown_members = true});
  std::uint64_t seq = 1;
  for (const auto& sample : assay_test::sample_payloads) {
    if (sample.type == "session_end") continue; // tested below
    CAPTURE(sample.type);
    const auto e = s.stamp(payload_of(sample), {.metadata = raw_object{{"k", 1}}}, noon);
    REQUIRE(e);
    CHECK(e->seq == seq++);
    REQUIRE(strict.check(std::string_view(written(*e))));
    CHECK(e->payload == payload_of(sample));
    CHECK(assay_test::is_same_json(
        written(*e),
        R"({"type":")" + std::string(sample.type) +
            R"(","session_id":"ses_1","timestamp":"2026-06-12T12:00:00.000250Z","seq":)" +
            std::to_string(e->seq) + R"(,"idempotency_key":"ses_1:0a1b2c3d:)" +
            std::to_string(e->seq) + R"(","payload":)" + std::string(sample.payload) +
            R"(,"metadata":{"k":1}})"));
  }
  CHECK(seq == 16);
  CHECK(strict.check(std::string_view(written(*s.end("completed", nullptr, noon)))));
}

TEST_CASE("session: a default payload of any type is valid, or rejected with the reason") {
  // A default llm_call has no model and a default replay_artifact no type, which the schema
  // requires.
  CHECK(refused(llm_call{}) == places{"too_short /payload/model"});
  CHECK(refused(replay_artifact{}) == places{"not_one_of /payload/artifact_type"});
  for (const payload& p :
       {payload(user_message{}), payload(agent_message{}), payload(tool_call{}),
        payload(tool_result{}), payload(retrieval{}), payload(browser_action{}),
        payload(dom_snapshot{}), payload(screenshot{}), payload(goal_check{}),
        payload(state_change{}), payload(score{}), payload(error{}), payload(metric{})}) {
    CAPTURE(p.index());
    CHECK(refused(p) == places{"stamped"});
  }
}

TEST_CASE("session: a payload that breaks a rule is rejected and uses no number") {
  CHECK(refused(screenshot{.size_bytes = -1, .source_type = "camera"}) ==
        places{"out_of_range /payload/size_bytes", "not_one_of /payload/source_type"});
  CHECK(refused(user_message{.content = "x",
                             .metadata = voice_metadata{.channel = "phone", .sentiment = 1.5}}) ==
        places{"not_one_of /payload/metadata/channel", "out_of_range /payload/metadata/sentiment"});
  CHECK(refused(state_change{.name = "n", .duration_ms = -1}) ==
        places{"out_of_range /payload/duration_ms"});
  CHECK(refused(retrieval{.documents = {raw_json("text")}}) ==
        places{"type_mismatch /payload/documents/0"});
  CHECK(refused(llm_call{.model = "m", .additional = {{{"prompt", nullptr}}}}) ==
        places{"forbidden_member /payload/prompt"});
  CHECK(refused(metric{.additional = {{{"name", "again"}}}}) ==
        places{"duplicate_member /payload/name"});
  CHECK(refused(untyped_payload{"telemetry", {}}) == places{"unknown_type /type"});
  CHECK(refused(untyped_payload{"metric", {{"name", 5}}}) ==
        places{"missing_member /payload/value", "type_mismatch /payload/name"});
  CHECK(refused(untyped_payload{}) == places{"unknown_type /type"});
}

TEST_CASE("session: values that JSON cannot express are rejected") {
  const std::string_view bad[] = {"\xFF", "a\xC3", "\xED\xA0\x80", "\xC0\xAF", "\xF5\x80\x80\x80"};
  for (const std::string_view text : bad) {
    const std::string s(text);
    CHECK(refused(user_message{.content = s}) == places{"invalid_value /payload/content"});
    CHECK(refused(metric{.name = "m", .unit = s}) == places{"invalid_value /payload/unit"});
    CHECK(refused(goal_check{.mismatches = {{"fine", s}}}) ==
          places{"invalid_value /payload/mismatches/1"});
    CHECK(refused(metric{.additional = {{{s, 1}}}}) == places{"invalid_value /payload"});
    CHECK(refused(untyped_payload{s, {}}) == places{"invalid_value /type"});
  }
  CHECK(refused(metric{.value = std::numeric_limits<double>::quiet_NaN()}) ==
        places{"invalid_value /payload/value"});
  CHECK(refused(score{.value = assay::number(std::numeric_limits<double>::infinity())}) ==
        places{"invalid_value /payload/value"});
  // A text that the caller claimed to be valid but that is invalid JSON.
  raw_object broken;
  assay::detail::raw_access::text_of(broken) = R"({"a":})";
  CHECK(refused(tool_call{.arguments = broken}) == places{"invalid_syntax /payload/arguments/a"});
  assay::detail::raw_access::text_of(broken) = R"({"a":"\ud800"})";
  CHECK(refused(metric{}, {.metadata = broken}) == places{"lone_surrogate /metadata/a"});
  std::string deep(2000, '[');
  deep.append(2000, ']');
  raw_json nested;
  assay::detail::raw_access::assign(nested, deep);
  CHECK(
      refused(tool_result{.result = nested}).front().starts_with("depth_exceeded /payload/result"));
}

TEST_CASE("session: a payload without its type becomes the struct that it fits") {
  session s = started();
  const auto e =
      s.stamp(untyped_payload{"metric", {{"name", "m"}, {"value", 3}, {"more", true}}}, {}, noon);
  REQUIRE(e);
  CHECK(std::get<metric>(e->payload) ==
        metric{.name = "m", .value = 3, .additional = {{{"more", true}}}});
  CHECK(e->seq == 1);
  CHECK(e->idempotency_key == "ses_1:0a1b2c3d:1");
}

TEST_CASE("session: hostile but valid ids match their keys") {
  assay::validator<event> strict({.level = level::strict});
  for (const char* id : {":", "a:b:", "::1:2", "\"", "\\", "\n", "\xC3\xA9", " ",
                         "ses/with space:\xC3\xA9-1", "\x01"}) {
    CAPTURE(id);
    trace about = a_trace();
    about.id = id;
    session s = opened(about);
    CHECK(strict.check(std::string_view(written(*s.start(noon)))));
    CHECK(strict.check(std::string_view(written(*s.stamp(metric{}, {}, noon)))));
    CHECK(assay::check<trace>(written(s.about()), {.level = level::strict}));
  }
}

TEST_CASE("session: a time that RFC 3339 cannot express is rejected") {
  session s = started();
  for (const auto time : {session::time_point::min(), session::time_point::max()}) {
    CHECK(s.stamp(metric{}, {}, time).error().why == reason::time_out_of_range);
    CHECK(s.start_span("plan", {}, time, {}).error().why == reason::time_out_of_range);
    CHECK(s.end_span({.id = "span_1", .started = noon}, time).error().why ==
          reason::time_out_of_range);
    CHECK(s.end("completed", nullptr, time).error().why == reason::time_out_of_range);
  }
  CHECK(s.stamp(metric{}, {}, noon)->seq == 1);
}

TEST_CASE("session: spans are marked at start and end, and events within them name them") {
  session s = started();
  const auto outer = s.start_span("plan", {.metadata = raw_object{{"attempt", 1}}}, noon, {1});
  REQUIRE(outer);
  CHECK(
      written(outer->marker) ==
      R"({"type":"state_change","session_id":"ses_1","timestamp":"2026-06-12T12:00:00.000250Z","seq":1,)"
      R"("idempotency_key":"ses_1:0a1b2c3d:1","payload":{"name":"span_start","span_name":"plan"},"metadata":{"attempt":1},)"
      R"("span_id":"span_01000000000040008000000000000000","parent_id":null})");
  const auto inner = s.start_span("search", {.within = &outer->span}, noon, {2});
  REQUIRE(inner);
  CHECK(inner->span.parent_id == outer->span.id);
  CHECK(
      written(inner->marker)
          .ends_with(
              R"("payload":{"name":"span_start","span_name":"search"},"span_id":"span_02000000000040008000000000000000",)"
              R"("parent_id":"span_01000000000040008000000000000000"})"));

  const auto within = s.stamp(metric{}, {.within = &inner->span}, noon);
  CHECK(within->span_id == inner->span.id);
  CHECK(*within->parent_id == outer->span.id);
  const auto top = s.stamp(metric{}, {.within = &outer->span}, noon);
  CHECK(top->span_id == outer->span.id);
  CHECK(top->parent_id.is_null());
  const auto outside = s.stamp(metric{}, {}, noon);
  CHECK_FALSE(outside->span_id.has_value());
  CHECK(outside->parent_id.is_absent());

  CHECK(
      written(*s.end_span(inner->span, noon + std::chrono::microseconds(40'499)))
          .ends_with(
              R"("payload":{"name":"span_end","span_name":"search","duration_ms":40},)"
              R"("span_id":"span_02000000000040008000000000000000","parent_id":"span_01000000000040008000000000000000"})"));
  CHECK(
      written(*s.end_span(outer->span, noon + milliseconds(1500)))
          .ends_with(
              R"("payload":{"name":"span_end","span_name":"plan","duration_ms":1500},"metadata":{"attempt":1},)"
              R"("span_id":"span_01000000000040008000000000000000","parent_id":null})"));
}

TEST_CASE("session: a span's duration is never negative, nor longer than the calendar") {
  session s = started();
  const auto duration = [&](session::time_point from, session::time_point to) {
    return std::get<state_change>(
               s.end_span({.id = "span_1", .name = "n", .started = from}, to)->payload)
        .duration_ms;
  };
  CHECK(duration(noon, noon) == 0);
  CHECK(duration(noon, noon - milliseconds(7)) == 0);
  CHECK(duration(noon, noon + std::chrono::microseconds(499)) == 0);
  CHECK(duration(noon, noon + std::chrono::microseconds(501)) == 1);
  CHECK(duration(session::time_point::min(), noon) == 0);
  CHECK(duration(assay::parse_rfc3339("0000-01-01T00:00:00Z")->time(),
                 assay::parse_rfc3339("9999-12-31T23:59:59.999Z")->time()) == 315569519999999);
}

TEST_CASE("session: a span that breaks a rule is rejected") {
  session s = started();
  CHECK(s.start_span("\xFF", {}, noon, {}).error().violations.front().code ==
        assay::code::invalid_value);
  const span nameless{.id = "", .name = "n", .started = noon};
  CHECK(to_string(s.stamp(metric{}, {.within = &nameless}, noon).error()) ==
        "the object is not valid at strict: /span_id: expected non-empty string, "
        "found string of 0 bytes [too_short]");
  CHECK(s.stamp(metric{}, {}, noon)->seq == 1);
}

TEST_CASE("session: after a move the new one continues, and the old one has ended") {
  session s = started();
  session t = std::move(s);
  CHECK(s.stamp(metric{}, {}, noon).error().why == reason::ended);
  CHECK(t.stamp(metric{}, {}, noon)->idempotency_key == "ses_1:0a1b2c3d:1");
  s = opened();
  CHECK(s.stamp(metric{}, {}, noon).error().why == reason::not_started);
  s = std::move(t);
  CHECK(s.stamp(metric{}, {}, noon)->seq == 2);
}

TEST_CASE("session: without given times it uses the system's clock") {
  session s = opened();
  const auto before = assay::system_now();
  const event e = *s.start();
  const auto stamped = assay::parse_rfc3339(e.timestamp)->time();
  CHECK(stamped >= before);
  CHECK(stamped <= assay::system_now());
  const auto span = s.start_span("plan");
  REQUIRE(span);
  CHECK(assay::is_span_id(span->span.id));
  CHECK(s.end_span(span->span));
  CHECK(s.end());
}

TEST_CASE("session: concurrent threads get unique numbers, and nothing follows the end") {
  session s = started();
  constexpr int thread_count = 8;
  std::vector<std::vector<event>> stamped(thread_count);
  std::atomic<int> ready{0}, refusals{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < thread_count; ++t)
    threads.emplace_back([&, t] {
      auto& mine = stamped[static_cast<std::size_t>(t)];
      ++ready;
      while (ready != thread_count) std::this_thread::yield();
      for (int i = 0; i < 200; ++i) {
        auto e = t == 0 && i == 150 ? s.end("completed", nullptr, noon)
                                    : s.stamp(metric{.name = "m", .value = i}, {}, noon);
        if (e) mine.push_back(*std::move(e));
        else if (e.error().why == reason::ended) ++refusals;
      }
    });
  for (std::thread& t : threads) t.join();

  std::vector<event> all;
  for (const auto& mine : stamped) {
    CHECK(std::is_sorted(mine.begin(), mine.end(),
                         [](const event& a, const event& b) { return a.seq < b.seq; }));
    all.insert(all.end(), mine.begin(), mine.end());
  }
  CHECK(all.size() + static_cast<std::size_t>(refusals) == thread_count * 200);
  CHECK(refusals >= 49);
  std::sort(all.begin(), all.end(), [](const event& a, const event& b) { return a.seq < b.seq; });
  for (std::size_t i = 0; i < all.size(); ++i) {
    REQUIRE(all[i].seq == i + 1); // 0 is the start's
    REQUIRE(assay::key_agrees(all[i].idempotency_key, "ses_1", i + 1));
    REQUIRE(std::holds_alternative<session_end>(all[i].payload) == (i + 1 == all.size()));
  }
}

TEST_CASE("session: of threads that start or end it at the same time, only one succeeds") {
  for (int round = 0; round < 50; ++round) {
    session s = opened();
    std::atomic<int> ready{0}, starts{0}, ends{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        ++ready;
        while (ready != 4) std::this_thread::yield();
        starts += s.start(noon).has_value();
        ends += s.end("completed", nullptr, noon).has_value();
      });
    for (std::thread& t : threads) t.join();
    REQUIRE(starts == 1);
    REQUIRE(ends == 1);
  }
}
