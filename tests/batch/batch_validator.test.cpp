// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/batch_validator.hpp"

#include "assay/batch/promptetheus.hpp"
#include "assay/honeyhive/event.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using assay::batch_verdict;
using assay::dedupe_window;
using assay::promptetheus::batch_validator;
using assay_test::metric_event;
using assay_test::outcomes;
using assay_test::wrapped;

namespace {

using lines = std::vector<std::string>;

/// A body that is one event of this session, whose name is given as in JSON.
std::string_view metric_event_of(std::string_view session) {
  return assay_test::kept(metric_event(R"("a")", "1", '"' + std::string(session) + '"'));
}

/// Index, key and code of each rejected event.
lines rejections(const batch_verdict& v) {
  lines out;
  for (const assay::rejected_event& e : v.rejected())
    out.push_back(std::to_string(e.index) + " " + std::string(e.idempotency_key.text()) + " " +
                  std::string(name_of(e.reason_code)));
  return out;
}

/// A window that has earlier events in a table, and that fails on request.
struct table_window {
  assay::dedupe_outcome observe_without_forgetting(std::string_view session, std::string_view key,
                                                   std::optional<std::uint64_t> seq,
                                                   std::string_view text) {
    if (fails_at-- == 0) throw std::runtime_error("the table is gone");
    seen.push_back(std::string(session) + " " + std::string(key) + " " +
                   (seq ? std::to_string(*seq) : "-") + (text.empty() ? "" : " text"));
    if (key == "stored") return assay::dedupe_outcome::duplicate;
    if (key == "other") return assay::dedupe_outcome::collision;
    if (seq == 99) return assay::dedupe_outcome::conflict;
    rows.push_back(std::string(key));
    return assay::dedupe_outcome::first;
  }
  std::size_t size() const noexcept { return rows.size(); }
  bool forget(std::string_view, std::string_view key) {
    return std::erase(rows, std::string(key)) != 0;
  }
  void forget_newest(std::size_t n) noexcept { rows.resize(n); }
  void forget_oldest() noexcept { ++ended; }

  lines seen, rows;
  int fails_at = -1;
  int ended = 0;
};

} // namespace

TEST_CASE("batch validator: a custom window reports earlier events") {
  static_assert(assay::event_window<table_window> && assay::event_window<dedupe_window> &&
                !assay::event_window<int>);
  batch_validator v;
  table_window window;
  const std::string_view body =
      wrapped({metric_event(R"("a")", "0"), metric_event(R"("stored")", "1"),
               metric_event(R"("other")", "2"), metric_event(R"("b")", "99"), "null",
               metric_event(R"("\u0063")", "18446744073709551615")});
  CHECK(outcomes(v.check(body, "p", &window)) == "arxxxa");
  CHECK(rejections(v.verdict()) ==
        lines{R"(2 "other" key_conflict)", R"(3 "b" sequence_conflict)", "4  type_mismatch"});
  CHECK(window.seen == lines{"p a 0 text", "p stored 1 text", "p other 2 text", "p b 99 text",
                             "p c 18446744073709551615 text"});
  CHECK(window.rows == lines{"a", "c"});
  CHECK(window.ended == 1);
  CHECK(v.forget(v.verdict().events()[5], window));
  CHECK(window.rows == lines{"a"});
}

TEST_CASE("batch validator: an exception of a custom window undoes the batch, and no other") {
  batch_validator v;
  table_window window;
  v.check(wrapped({metric_event(R"("a")", "0")}), "p", &window);
  window.fails_at = 2;
  const std::string_view body = wrapped({metric_event(R"("b")", "1"), metric_event(R"("c")", "2"),
                                         metric_event(R"("d")", "3"), metric_event(R"("e")", "4")});
  CHECK_THROWS_AS(v.check(body, "p", &window), std::runtime_error);
  CHECK(window.rows == lines{"a"});
  CHECK(window.ended == 1);
  CHECK_FALSE(v.verdict().readable());
  CHECK(v.verdict().events().empty());
  CHECK(outcomes(v.check(body, "p", &window)) == "aaaa");
}

TEST_CASE("batch validator: an invalid event does not affect its neighbors") {
  batch_validator v;
  const auto& verdict = v.check(wrapped({metric_event(R"("a")", "0"), metric_event(R"("b")", "-1"),
                                         metric_event(R"("c")", "2"), "null", "7",
                                         metric_event(R"("d")", "3"), R"({"idempotency_key":"e"})",
                                         R"({"v":NaN})", metric_event(R"("f")", "\"\\ud800\"")}));
  CHECK(verdict.readable());
  CHECK(outcomes(verdict) == "axaxxaxxx");
  CHECK(verdict.accepted() == 3);
  CHECK(rejections(verdict) == lines{R"(1 "b" out_of_range)", "3  type_mismatch",
                                     "4  type_mismatch", R"(6 "e" missing_member)",
                                     "7  nonfinite_number", R"(8 "f" lone_surrogate)"});
}

TEST_CASE("batch validator: a verdict is true if the body is readable and no event is rejected") {
  batch_validator v;
  const std::string good = metric_event(R"("a")", "0");
  CHECK(v.check(wrapped({})));
  CHECK(v.check(wrapped({good})));
  CHECK(v.check(wrapped({good, good}))); // a duplicate
  CHECK_FALSE(v.check(wrapped({good, "7"})));
  CHECK_FALSE(v.check("{"));
  CHECK(v.check(wrapped({good})));
  static_assert(!std::is_convertible_v<batch_verdict, bool>);
}

TEST_CASE("batch validator: invalid JSON outside of the events rejects the body, according to the "
          "options") {
  assay::options o;
  o.limits.max_violations = 0;
  for (const auto policy : {assay::surrogate_policy::reject, assay::surrogate_policy::replace}) {
    o.lone_surrogates = policy;
    batch_validator v(o);
    CHECK_FALSE(v.check(R"({"events":[],"x":NaN})").readable());
    CHECK(v.check(R"({"events":[],"\ud800":1})").readable() ==
          (policy == assay::surrogate_policy::replace));
    CHECK(v.check(R"({"x":1,"events":[]})").readable());
  }
}

TEST_CASE(
    "batch validator: all violations of a rejected event are reported, with offsets in its text") {
  batch_validator v;
  const std::string_view body =
      wrapped({metric_event(R"("a")", "0"), metric_event("5", "\"x\"", "\"\"")});
  const auto& verdict = v.check(body);
  REQUIRE(verdict.rejected().size() == 1);
  const assay::rejected_event& r = verdict.rejected()[0];
  CHECK(assay_test::places_of(r.report) == lines{"error too_short /session_id",
                                                 "error type_mismatch /seq",
                                                 "error type_mismatch /idempotency_key"});
  CHECK(r.reason == "/session_id: expected non-empty string, found string of 0 bytes [too_short]");
  CHECK(r.idempotency_key.text() == "5");
  const std::string_view text = verdict.events()[1].text;
  CHECK(text == metric_event("5", "\"x\"", "\"\""));
  CHECK(text.substr(*r.report.violations()[1].offset, 3) == "\"x\"");
}

TEST_CASE("batch validator: a reason does not grow with names chosen by the sender") {
  batch_validator v;
  const std::string body = R"({"events":[{")" + std::string(300, 'n') + R"(":{")" +
                           std::string(100'000, 'm') + R"(":NaN}}]})";
  const auto& verdict = v.check(body);
  REQUIRE(verdict.rejected().size() == 1);
  const std::string& reason = verdict.rejected()[0].reason;
  CHECK(reason.starts_with("/nnn"));
  CHECK(reason.find("mmm: ") < 256);
  CHECK(reason.size() < 400);
  CHECK(verdict.rejected()[0].report.violations()[0].path_is_cut);
}

TEST_CASE("batch validator: accepted events have the views that a gateway needs") {
  batch_validator v;
  const std::string_view body = wrapped({metric_event(R"("a")", "3")});
  const auto& verdict = v.check(body, "path");
  REQUIRE(verdict.events().size() == 1);
  const assay::checked_event& e = verdict.events()[0];
  CHECK(e.text.data() == body.data() + 11);
  CHECK(e.type.text() == R"("metric")");
  CHECK(e.session_id.text() == R"("s")");
  CHECK(e.seq.to_uint64() == 3u);
  CHECK(e.idempotency_key.text() == R"("a")");
}

TEST_CASE("batch validator: a duplicate counts as accepted, whatever its content; a used sequence "
          "number is a conflict") {
  batch_validator v;
  const auto& verdict = v.check(wrapped(
      {metric_event(R"("a")", "1"), metric_event(R"("a")", "1"), metric_event(R"("a")", "2"),
       metric_event(R"("\u0061")", "1"), metric_event(R"("b")", "2"), metric_event(R"("c")", "2"),
       metric_event(R"("d")", "-0"), metric_event(R"("e")", "0")}));
  CHECK(outcomes(verdict) == "arrraxax");
  CHECK(verdict.accepted() == 6);
  CHECK(verdict.duplicates() == 3);
  CHECK(rejections(verdict) == lines{R"(5 "c" sequence_conflict)", R"(7 "e" sequence_conflict)"});
  const assay::rejected_event& r = verdict.rejected()[0];
  CHECK(r.reason ==
        "/seq: another event of the session has this sequence number [sequence_conflict]");
  REQUIRE(r.report.violations().size() == 1);
  CHECK(verdict.events()[5].text.substr(*r.report.violations()[0].offset).starts_with("2,"));
}

TEST_CASE("batch validator: an event that could not be stored is new when it is sent again, with "
          "and without the path's session") {
  const std::string_view body = wrapped({metric_event(R"("\u0061")", "0")});
  for (const std::string_view session : {"", "p"}) {
    CAPTURE(session);
    batch_validator v;
    dedupe_window window;
    CHECK(outcomes(v.check(body, session, &window)) == "a");
    CHECK(v.forget(v.verdict().events()[0], window));
    CHECK_FALSE(v.forget(v.verdict().events()[0], window));
    CHECK(outcomes(v.check(body, session, &window)) == "a");
    CHECK(outcomes(v.check(body, session, &window)) == "r");
  }
}

TEST_CASE("batch validator: a rejected event is not remembered") {
  batch_validator v;
  CHECK(outcomes(v.check(wrapped({metric_event(R"("a")", "true"), metric_event(R"("a")", "1"),
                                  metric_event(R"("b")", "1"), metric_event(R"("b")", "2")}))) ==
        "xaxa");
}

TEST_CASE(
    "batch validator: events go to the session of the path; without one, each goes to its own") {
  batch_validator v;
  const std::string_view body =
      wrapped({metric_event(R"("a")", "1", R"("s")"), metric_event(R"("a")", "1", R"("t")"),
               metric_event(R"("b")", "1", R"("\u0073")")});
  CHECK(outcomes(v.check(body, "s")) == "arx");
  CHECK(outcomes(v.check(body)) == "aax");
  CHECK(outcomes(v.check(wrapped({metric_event(R"("a")", "1", "\"\"")}), "s")) ==
        "x"); // events are checked as they are
}

TEST_CASE("batch validator: events of another session than the request's are rejected on request, "
          "at every level") {
  for (const auto level :
       {assay::level::reference, assay::level::published, assay::level::strict}) {
    assay::options o;
    o.level = level;
    batch_validator asked(o, {.reject_foreign_sessions = true}), unasked(o);
    std::string event = metric_event(R"("t:n:1")", "1", R"("t")");
    event.replace(event.find(R"("t","seq)"), 3, R"("2026-06-12T12:34:56Z")");
    const std::string_view one = wrapped({event});
    CHECK(outcomes(unasked.check(one, "s")) == "a");
    CHECK(outcomes(asked.check(one, "t")) == "a");
    CHECK(outcomes(asked.check(one)) == "a"); // the request has no session
    const auto& verdict = asked.check(one, "s");
    REQUIRE(verdict.rejected().size() == 1);
    const assay::rejected_event& r = verdict.rejected()[0];
    CHECK(r.reason ==
          "/session_id: expected the session that the request is for [members_disagree]");
    CHECK(r.idempotency_key.text() == R"("t:n:1")");
    REQUIRE(r.report.violations().size() == 1);
    CHECK(verdict.events()[0].text.substr(*r.report.violations()[0].offset).starts_with(R"("t",)"));
    CHECK(r.report.violations()[0].severity == assay::severity::error);
    CHECK(r.report.violations()[0].actual == assay::kind::string);
  }
}

TEST_CASE("batch validator: sessions are compared as characters") {
  batch_validator v({}, {.reject_foreign_sessions = true});
  const std::string_view body =
      wrapped({metric_event(R"("a")", "1", R"("s")"), metric_event(R"("b")", "2", R"("t")"),
               metric_event(R"("c")", "3", R"("\u0073")"), metric_event(R"("d")", "4", R"("S")"),
               metric_event(R"("a")", "1", R"("s ")"), metric_event(R"("a")", "1", R"("s")")});
  CHECK(outcomes(v.check(body, "s")) == "axaxxr");
  CHECK(outcomes(v.check(body, "t")) == "xaxxxx");
  CHECK(outcomes(v.check(body)) == "aaaaar");
}

TEST_CASE("batch validator: a foreign event is not remembered; a bare event can be foreign too") {
  batch_validator v({}, {.reject_foreign_sessions = true});
  dedupe_window window;
  CHECK(outcomes(v.check(metric_event_of("t"), "s", &window)) == "x");
  CHECK(window.size() == 0);
  CHECK(outcomes(v.check(metric_event_of("s"), "s", &window)) == "a");
  CHECK(outcomes(v.check(metric_event_of("t"), "s", &window)) == "x"); // not a duplicate
  assay::options replacing;
  replacing.lone_surrogates = assay::surrogate_policy::replace;
  batch_validator r(replacing, {.reject_foreign_sessions = true});
  CHECK(outcomes(r.check(metric_event_of("\\ud800"), "\xEF\xBF\xBD")) == "a");
}

TEST_CASE("batch validator: batches share events only through the window") {
  batch_validator v, other;
  dedupe_window window;
  const std::string_view first = wrapped({metric_event(R"("a")", "1")}),
                         second = wrapped({metric_event(R"("a")", "1"), metric_event(R"("b")", "1"),
                                           metric_event(R"("b")", "2")});
  CHECK(outcomes(v.check(first, "s", &window)) == "a");
  CHECK(outcomes(other.check(second, "s", &window)) == "rxa");
  CHECK(outcomes(other.check(second, "t", &window)) == "axa");
  CHECK(window.size() == 4);
  CHECK(outcomes(v.check(first)) == "a");
  CHECK(outcomes(v.check(first)) == "a");
  CHECK(window.size() == 4);
  CHECK(window.forget("s", "a")); // as if it could not be stored
  CHECK(outcomes(v.check(first, "s", &window)) == "a");
}

TEST_CASE(
    "batch validator: one key with two contents is a conflict if the window compares contents") {
  batch_validator v;
  dedupe_window with_contents({.content_key = assay::random_bytes<16>{}}), window;
  std::string event = metric_event(R"("a")", "1"), other = metric_event(R"("\u0061")", "1"),
              spaced = event;
  spaced.insert(1, " \n");
  const std::string_view body = wrapped({event, event, spaced, other, metric_event(R"("a")", "2")});
  CHECK(outcomes(v.check(body, "s", &window)) == "arrrr");
  const auto& verdict = v.check(body, "s", &with_contents);
  CHECK(outcomes(verdict) == "arrxx");
  CHECK(rejections(verdict) == lines{R"(3 "\u0061" key_conflict)", R"(4 "a" key_conflict)"});
  const assay::rejected_event& r = verdict.rejected()[0];
  CHECK(r.reason == "/idempotency_key: another event of the session has this idempotency key but "
                    "different content [key_conflict]");
  CHECK(verdict.events()[3]
            .text.substr(*r.report.violations()[0].offset)
            .starts_with(R"("\u0061",)"));
  CHECK(outcomes(v.check(body, "s", &with_contents)) ==
        "rrrxx"); // contents are compared with the previous batch too
  CHECK(outcomes(v.check(body, "t", &with_contents)) == "arrxx");
}

TEST_CASE(
    "batch validator: a window smaller than the batch still compares all events of the batch") {
  batch_validator v;
  dedupe_window window({.max_events = 1});
  const std::string_view body = wrapped({metric_event(R"("a")", "1"), metric_event(R"("b")", "2"),
                                         metric_event(R"("c")", "3"), metric_event(R"("a")", "1")});
  CHECK(outcomes(v.check(body, "s", &window)) == "aaar");
  CHECK(window.size() == 1);
  CHECK(outcomes(v.check(body, "s", &window)) == "aarr"); // only c was left of the previous batch
}

TEST_CASE("batch validator: a large batch of invalid events keeps its reasons, and violations up "
          "to the limit") {
  batch_validator v({}, {.max_violations = 10});
  const auto& verdict = v.check(wrapped(lines(100, "{}")));
  CHECK(verdict.accepted() == 0);
  REQUIRE(verdict.rejected().size() == 100);
  std::size_t kept = 0;
  for (const assay::rejected_event& r : verdict.rejected()) {
    kept += r.report.violations().size();
    CHECK_FALSE(r.report.accepted());
    CHECK(r.report.truncated() == r.report.violations().empty());
    CHECK(r.reason ==
          "/type: the member is missing: expected one of 16 known names [missing_member]");
  }
  CHECK(kept == 6);
}

TEST_CASE("batch validator: exactly as many violations are kept as allowed") {
  const auto kept = [](std::size_t most) { // each event has six
    batch_validator v({}, {.max_violations = most});
    std::string out;
    for (const assay::rejected_event& r : v.check(wrapped(lines(4, "{}"))).rejected())
      out += std::to_string(r.report.violations().size()) + (r.report.truncated() ? "+" : "") + " ";
    return out;
  };
  CHECK(kept(0) == "0+ 0+ 0+ 0+ ");
  CHECK(kept(5) == "0+ 0+ 0+ 0+ ");
  CHECK(kept(6) == "6 0+ 0+ 0+ ");
  CHECK(kept(11) == "6 0+ 0+ 0+ ");
  CHECK(kept(12) == "6 6 0+ 0+ ");
  CHECK(kept(23) == "6 6 6 0+ ");
  CHECK(kept(24) == "6 6 6 6 ");
  batch_validator v({}, {.max_violations = 6}); // counted from 0 in each batch
  for (int i = 0; i < 2; ++i)
    CHECK(v.check(wrapped({"{}"})).rejected()[0].report.violations().size() == 6);
  // An event with fewer violations is kept after one with too many.
  CHECK(v.check(wrapped({"5", "{}", "5"})).rejected()[2].report.violations().size() == 1);
}

TEST_CASE("batch validator: a reason is reported even without violations in the report") {
  assay::options o;
  o.limits.max_violations = 0;
  batch_validator v(o);
  CHECK(rejections(v.check(wrapped({metric_event(R"("a")", "-1")}))) ==
        lines{R"(0 "a" out_of_range)"});
}

namespace remarks {

/// A system with numeric ids, whose events may lack a session.
struct reading {
  std::optional<std::int64_t> station{};
  std::int64_t id = 0;
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (station, id, additional))

consteval auto rules_of(const reading*) {
  using namespace assay;
  return rules(all_enforced_from(level::reference), field<&reading::station>("Where it was read."),
               field<&reading::id>("The reading's own id."));
}

/// A system whose events may lack a key and have no sequence numbers.
struct note {
  std::optional<std::string> id{};
  std::string text{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(note, (), (id, text, additional))

consteval auto rules_of(const note*) {
  using namespace assay;
  return rules(all_enforced_from(level::reference), field<&note::id>("The note's own id."),
               field<&note::text>("The text of the note."));
}

} // namespace remarks

TEST_CASE("batch validator: systems without sequence numbers, or without keys for all events") {
  assay::batch_validator<remarks::note, nullptr, &remarks::note::id> v(
      {}, {.member = "notes", .bare_array = true});
  CHECK(
      outcomes(v.check(
          R"({"notes":[{"id":"a","text":"x"},{"id":"a","text":"y"},{"text":"z"},{"text":"z"},{"id":"b"}],"more":1})")) ==
      "araax");
  CHECK(v.verdict().rejected()[0].idempotency_key.text() == R"("b")");
  CHECK(v.body().others().size() == 1);
  CHECK(outcomes(v.check(R"([{"text":"x"},{"id":7,"text":"x"}])")) == "ax");
  CHECK(v.verdict().form() == assay::body_form::array);
  dedupe_window window;
  CHECK(outcomes(v.check(R"([{"id":"a","text":"x"}])", {}, &window)) == "a");
  CHECK(outcomes(v.check(R"([{"id":"a","text":"x"}])", {}, &window)) == "r");
}

TEST_CASE("batch validator: ids may be numbers") {
  using validator =
      assay::batch_validator<remarks::reading, &remarks::reading::station, &remarks::reading::id>;
  const std::string_view body =
      R"([{"station":12,"id":7},{"station":13,"id":7},{"id":7},{"station":12,"id":7},{"station":21,"id":8}])";
  validator v({}, {.bare_array = true});
  dedupe_window window;
  CHECK(outcomes(v.check(body, {}, &window)) == "aaara");
  CHECK(v.forget(v.verdict().events()[1], window));
  CHECK(outcomes(v.check(body, {}, &window)) == "rarrr");
  validator foreign({}, {.bare_array = true, .reject_foreign_sessions = true});
  CHECK(outcomes(foreign.check(body, "12")) == "axrrx"); // an event without a session is accepted
  CHECK(outcomes(foreign.check(R"([{"station":null,"id":1},{"station":0,"id":2}])", "12")) == "ax");
}

TEST_CASE("batch validator: a rejected event does not show a key of the previous batch") {
  batch_validator v;
  CHECK(rejections(v.check(R"({"events":[{"idempotency_key":"a"}]})")) ==
        lines{R"(0 "a" missing_member)"});
  CHECK(rejections(v.check(R"({"events":[{}]})")) == lines{"0  missing_member"});
}

TEST_CASE("batch validator: an event without a key makes the window forget nothing") {
  assay::batch_validator<remarks::note, nullptr, &remarks::note::id> v({}, {.bare_array = true});
  dedupe_window window;
  CHECK(outcomes(v.check(R"([{"id":"","text":"x"},{"text":"y"}])", {}, &window)) == "aa");
  CHECK_FALSE(v.forget(v.verdict().events()[1], window));
  CHECK(v.forget(v.verdict().events()[0], window));
}

TEST_CASE("batch validator: HoneyHive's events of another session than the path's are rejected on "
          "request") {
  using event = assay::honeyhive::batched_event<assay::honeyhive::dialect::v1>;
  assay::batch_validator<event, &event::session_id, &event::event_id> v(
      {}, {.bare_event = false, .reject_foreign_sessions = true});
  const std::string_view body =
      R"({"events":[{"event_type":"tool","inputs":{},"session_id":"s"},{"event_type":"tool","inputs":{}},)"
      R"({"event_type":"tool","inputs":{},"session_id":"t"}]})";
  CHECK(outcomes(v.check(body, "s")) == "aax");
  CHECK(v.verdict().rejected()[0].reason ==
        "/session_id: expected the session that the request is for [members_disagree]");
}

TEST_CASE("batch_validator: a U+0000 that is replaced is also replaced in ids and keys") {
  const auto text = [](std::string_view id, std::string_view key) {
    return R"({"type":"metric","session_id":"s)" + std::string(id) +
           R"(","timestamp":"t","seq":0,"idempotency_key":"k)" + std::string(key) +
           R"(","payload":{"name":"n","value":1}})";
  };
  const auto outcome = [&](const std::string& first, const std::string& second,
                           assay::null_character_policy policy) {
    assay::options o;
    o.null_characters = policy;
    assay::promptetheus::batch_validator v(o);
    const std::string body = R"({"events":[)" + first + "," + second + "]}";
    const assay::batch_verdict& verdict = v.check(body);
    return std::to_string(verdict.accepted()) + " " + std::to_string(verdict.duplicates()) + " " +
           std::to_string(verdict.rejected().size());
  };
  using enum assay::null_character_policy;
  CHECK(outcome(text("\\u0000", ""), text("\\ufffd", ""), replace) ==
        "2 1 0"); // one session, one key
  CHECK(outcome(text("\\u0000", ""), text("\\ufffd", ""), accept) == "2 0 0"); // two sessions
  CHECK(outcome(text("", "\\u0000"), text("", "\\ufffd"), replace) == "2 1 0");
  CHECK(outcome(text("", "\\u0000"), text("", "\\ufffd"), accept) ==
        "1 0 1"); // two keys with one number
}
