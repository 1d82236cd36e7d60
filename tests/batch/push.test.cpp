// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/push.hpp"

#include "assay/batch/body.hpp"
#include "assay/promptetheus.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/chunks.hpp"

#include <algorithm>
#include <deque>
#include <list>
#include <functional>
#include <optional>
#include <random>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using assay::push;
using assay::push_error;
using assay::push_options;
using assay::push_response;
using assay::push_result;
using assay::unpushed_event;
using assay::promptetheus::event;
using assay_test::metric_event;
using assay_test::words_of;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

using lines = std::vector<std::string>;
using indices = std::vector<std::size_t>;

/// A valid event identified by its number.
std::string numbered(std::size_t n) {
  return metric_event("\"k" + std::to_string(n) + "\"", std::to_string(n));
}

lines numbered_events(std::size_t count) {
  lines out;
  while (out.size() < count) out.push_back(numbered(out.size()));
  return out;
}

event typed(std::size_t n) {
  return {.session_id = "s",
          .timestamp = "t",
          .seq = n,
          .idempotency_key = "k" + std::to_string(n),
          .payload = assay::promptetheus::metric{.name = "m", .value = 1}};
}

/// Returns the given responses, then 200, and keeps the bodies.
struct fake {
  std::deque<push_response> responses{};
  int then = 200;
  lines bodies{};
  std::vector<milliseconds> sleeps{};

  auto transport() {
    return [this](std::string_view body) {
      bodies.emplace_back(body);
      push_response r{then};
      if (!responses.empty()) r = responses.front(), responses.pop_front();
      return r;
    };
  }
  auto sleep() {
    return [this](milliseconds delay) { sleeps.push_back(delay); };
  }
  push_result push_texts(const lines& events, const push_options& o = {}) {
    return push<event>(events, o, transport(), sleep(), [] { return 0.5; });
  }
};

std::string body_of(const lines& events) { return std::string(assay_test::wrapped(events)); }

/// In runs of equal entries: "2..4 503x4".
std::string summary(const std::vector<unpushed_event>& events) {
  std::ostringstream out;
  for (std::size_t i = 0; i < events.size();) {
    std::size_t end = i + 1;
    while (end < events.size() && events[end].index == events[end - 1].index + 1 &&
           events[end].status == events[i].status && events[end].attempts == events[i].attempts)
      ++end;
    out << (i == 0 ? "" : " ") << events[i].index << ".." << events[end - 1].index << ' '
        << events[i].status << 'x' << events[i].attempts;
    i = end;
  }
  return out.str();
}

} // namespace

TEST_CASE("push: without events there is no request") {
  fake f;
  const push_result r = f.push_texts({});
  CHECK(f.bodies.empty());
  CHECK(r.events() == 0);
  CHECK(f.push_texts({"{}"}).skipped == 1);
  CHECK(f.bodies.empty());
}

TEST_CASE("push: 1000 events in a request, in order") {
  fake f;
  const lines all = numbered_events(2001);
  const push_result r = f.push_texts(all);
  CHECK(r.pushed == 2001);
  CHECK(r.skipped == 0);
  CHECK(r.unpushed.empty());
  CHECK(r.errors.empty());
  REQUIRE(f.bodies.size() == 3);
  CHECK(f.bodies[0] == body_of({all.begin(), all.begin() + 1000}));
  CHECK(f.bodies[1] == body_of({all.begin() + 1000, all.begin() + 2000}));
  CHECK(f.bodies[2] == body_of({all.back()}));
  CHECK(f.sleeps.empty());
}

TEST_CASE("push: a result is true if every event is pushed") {
  static_assert(!std::is_convertible_v<push_result, bool>);
  CHECK(push_result());
  CHECK(push_result{.pushed = 1});
  CHECK_FALSE(push_result{.pushed = 1, .skipped = 1, .errors = {{}}});
  CHECK_FALSE(push_result{.pushed = 1, .unpushed = {{.index = 1}}});
  fake f;
  CHECK(f.push_texts({numbered(0), numbered(1)}));
  CHECK_FALSE(f.push_texts({numbered(0), "{"}));
}

TEST_CASE("push: an invalid event is dropped and reported, and does not affect its neighbors") {
  fake f;
  const push_result r = f.push_texts(
      {numbered(0), "{", metric_event("\"secret\"", "-1"), numbered(3), "", R"({"events":[]})"});
  CHECK(f.bodies == lines{body_of({numbered(0), numbered(3)})});
  CHECK(r.pushed == 2);
  CHECK(r.skipped == 4);
  REQUIRE(r.errors.size() == 4);
  CHECK(r.errors[0].index == 1);
  CHECK(r.errors[1].index == 2);
  CHECK(r.errors[1].message ==
        "/seq: expected integer >= 0, found a number out of range [out_of_range]");
  CHECK(r.errors[2].index == 4);
  CHECK(r.errors[3].index == 5);
  CHECK(r.errors[3].message.ends_with("[missing_member]"));
  for (const push_error& e : r.errors) CHECK(e.message.find("secret") == std::string::npos);
}

TEST_CASE("push: typed events are written and checked at the options' level") {
  std::vector<event> all = {typed(0), typed(1), typed(2), typed(3)};
  all[1].timestamp = "\xFF"; // cannot be written
  all[2].idempotency_key = "";
  fake f;
  push_result r = push(all, {}, f.transport(), f.sleep(), [] { return 0.5; });
  CHECK(f.bodies == lines{body_of({numbered(0), numbered(3)})});
  CHECK(r.pushed == 2);
  REQUIRE(r.errors.size() == 2);
  CHECK(r.errors[0] == push_error{1, "(event): JSON cannot express the value: a string that is not "
                                     "UTF-8, or a number that is not finite [invalid_value]"});
  CHECK(r.errors[1].index == 2);
  CHECK(r.errors[1].message.starts_with("/idempotency_key: "));

  push_options strict;
  strict.validation.level = assay::level::strict;
  r = push(all, strict, f.transport(), f.sleep(), [] { return 0.5; });
  CHECK(r.skipped == 4); // "t" is not a time
  CHECK(f.bodies.size() == 1);
  strict.validation.limits.max_violations = 0;
  CHECK(push(all, strict, f.transport(), f.sleep(), [] { return 0.5; }).errors == r.errors);
}

TEST_CASE("push: white space and line breaks around and between tokens do not break a body") {
  fake f;
  const std::string plain = numbered(0);
  std::string broken = plain;
  broken.replace(broken.find(','), 1, ",\r\n");
  std::string mended = plain;
  mended.replace(mended.find(','), 1, ",  ");
  const push_result r = f.push_texts({"\xEF\xBB\xBF" + plain + "\r\n", " \t" + plain + " ", broken},
                                     {.wrapper = assay::lines_wrapper});
  CHECK(r.pushed == 3);
  CHECK(f.bodies == lines{plain + "\n" + plain + "\n" + mended + "\n"});
}

TEST_CASE("push: a lone surrogate is sent as the replacement character if it is allowed") {
  const std::string half = metric_event(R"("\ud800")", "1"),
                    whole = metric_event(R"("\ufffd")", "1");
  fake f;
  CHECK(f.push_texts({half}).skipped == 1);
  push_options o;
  o.validation.lone_surrogates = assay::surrogate_policy::replace;
  CHECK(f.push_texts({half}, o).pushed == 1);
  CHECK(f.bodies == lines{body_of({whole})});
}

TEST_CASE("push: an event that is too large for a request is skipped with its size") {
  const lines all = {numbered(0), metric_event("\"" + std::string(200, 'x') + "\"", "1"),
                     numbered(2), numbered(3)};
  const std::size_t two = body_of({all[0], all[2]}).size();
  fake f;
  push_result r = f.push_texts(all, {.max_bytes = two});
  CHECK(f.bodies == lines{body_of({all[0], all[2]}), body_of({all[3]})});
  CHECK(r.pushed == 3);
  CHECK(r.skipped == 1);
  const std::string alone = std::to_string(body_of({all[1]}).size());
  CHECK(r.errors ==
        std::vector<push_error>{{1, "(event): expected a request of at most " +
                                        std::to_string(two) + " bytes, found an event that needs " +
                                        alone + " [document_too_large]"}});
  f.bodies.clear();
  CHECK(f.push_texts(all, {.max_bytes = two - 1}).pushed == 3);
  CHECK(f.bodies.size() == 3);
  CHECK(f.push_texts(all, {.max_bytes = 0}).skipped == 4);
  CHECK(f.push_texts(all, {.max_events = 0}).pushed == 4);
  CHECK(f.bodies.size() == 3 + 4);
}

TEST_CASE("push: a transient failure is retried with the same body, after a growing delay") {
  fake f{.responses = {{503}, {0}, {429}}};
  const push_result r =
      f.push_texts({numbered(0), numbered(1)}, {.retry = {.base_delay = milliseconds(100)}});
  CHECK(r.pushed == 2);
  CHECK(r.unpushed.empty());
  CHECK(f.bodies == lines(4, body_of({numbered(0), numbered(1)})));
  CHECK(f.sleeps == std::vector{milliseconds(50), milliseconds(100), milliseconds(200)});
}

TEST_CASE("push: the delay includes what the server requested, within the limit") {
  fake f{.responses = {{503, seconds(7)}, {429, seconds(1'000'000)}, {500}}};
  const push_options o{
      .retry = {.base_delay = milliseconds(100), .max_retry_after = milliseconds(60'000)}};
  CHECK(f.push_texts({numbered(0)}, o).pushed == 1);
  CHECK(f.sleeps == std::vector{milliseconds(7050), milliseconds(60'100), milliseconds(200)});
}

TEST_CASE("push: a transport that always fails loses nothing, and there is a delay before each "
          "request but the first") {
  fake f{.then = 0};
  const push_result r = f.push_texts(numbered_events(5), {.max_events = 2});
  CHECK(r.pushed == 0);
  CHECK(summary(r.unpushed) == "0..4 0x4");
  CHECK(f.bodies.size() == 3 * 4);
  CHECK(f.sleeps.size() == 3 * 4 - 1);

  fake once{.then = 500};
  CHECK(summary(once.push_texts(numbered_events(5), {.max_events = 2, .retry = {.max_retries = 0}})
                    .unpushed) == "0..4 500x1");
  CHECK(once.bodies.size() == 3);
  CHECK(once.sleeps.size() == 2);
}

TEST_CASE("push: a failed request affects only its own events, and the last status is reported") {
  fake f{.responses = {{200}, {503}, {500}, {502}, {504}, {200}}};
  push_result r = f.push_texts(numbered_events(7), {.max_events = 3});
  CHECK(r.pushed == 4);
  CHECK(summary(r.unpushed) == "3..5 504x4");

  for (const int status : {100, 199, 300, 302, 404, 409, 501, -1}) {
    CAPTURE(status);
    f = {.responses = {{200}, {status}, {200}}};
    r = f.push_texts(numbered_events(7), {.max_events = 3});
    CHECK(r.pushed == 4);
    CHECK(summary(r.unpushed) == "3..5 " + std::to_string(status) + "x1");
    CHECK(f.sleeps == std::vector{milliseconds(250)}); // before the next request
  }
  f = {.responses = {{201}, {202}, {204}, {299}}};
  CHECK(f.push_texts(numbered_events(4), {.max_events = 1}).pushed == 4);
}

TEST_CASE("push: rejected credentials end the push; the remaining events are still checked and "
          "returned") {
  for (const int status : {401, 403}) {
    fake f{.responses = {{200}, {status}}};
    lines all = numbered_events(9);
    all[7] = "[]";
    const push_result r = f.push_texts(all, {.max_events = 2});
    CHECK(f.bodies.size() == 2);
    CHECK(r.pushed == 2);
    CHECK(r.skipped == 1);
    REQUIRE(r.errors.size() == 1);
    CHECK(r.errors[0].index == 7);
    const std::string s = std::to_string(status);
    CHECK(summary(r.unpushed) == "2..3 " + s + "x1 4..6 " + s + "x0 8..8 " + s + "x0");
    CHECK(r.events() == 9);
  }
}

TEST_CASE("push: a sleep that returns false ends the push") {
  fake f{.responses = {{200}, {503}, {503}}};
  int sleeps = 0;
  const push_result r = push<event>(
      numbered_events(6), {.max_events = 2}, f.transport(),
      [&](milliseconds) { return ++sleeps < 2; }, [] { return 0.5; });
  CHECK(r.pushed == 2);
  CHECK(summary(r.unpushed) == "2..3 503x2 4..5 503x0");
  CHECK(f.bodies.size() == 3);
}

TEST_CASE("push: the organization is in the result and in no body") {
  fake f{.responses = {{503}}};
  const push_result r =
      f.push_texts(numbered_events(3), {.max_events = 2, .organization_id = "org_e5b1"});
  CHECK(r.organization_id == "org_e5b1");
  CHECK(f.bodies == lines{body_of({numbered(0), numbered(1)}), body_of({numbered(0), numbered(1)}),
                          body_of({numbered(2)})});
  for (const std::string& body : f.bodies) {
    CHECK(body.find("org_e5b1") == std::string::npos);
    CHECK(body.find("organization") == std::string::npos);
  }
}

TEST_CASE("push: single-pass ranges, and texts that become invalid when the range advances") {
  const lines all = numbered_events(5);
  std::string one;
  for (const std::string& e : all) one += e + "\n";
  std::istringstream stream(one);
  const push_options pairs{.max_events = 2};
  fake f;
  CHECK(push<event>(words_of{stream}, pairs, f.transport(), f.sleep(), [] { return 0.5; }).pushed ==
        5);
  CHECK(f.bodies == lines{body_of({all[0], all[1]}), body_of({all[2], all[3]}), body_of({all[4]})});

  fake h;
  const std::list<event> list = {typed(0), typed(1), typed(2), typed(3), typed(4)};
  CHECK(push(list, pairs, h.transport(), h.sleep(), [] { return 0.5; }).pushed == 5);
  CHECK(h.bodies == f.bodies);
  fake i;
  const std::string_view views[] = {all[0], all[1], all[2], all[3], all[4]};
  CHECK(push<event>(views, pairs, i.transport(), i.sleep(), [] { return 0.5; }).pushed == 5);
  CHECK(i.bodies == f.bodies);
}

TEST_CASE("push: an exception is propagated, and the result shows what was pushed and where to "
          "continue") {
  const lines all = numbered_events(9);
  lines with_bad = all;
  with_bad[3] = "{}";
  int calls = 0;
  const auto transport = [&](std::string_view) -> push_response {
    if (++calls == 2) throw std::runtime_error("cut");
    return {200};
  };
  push_result r{.pushed = 77, .errors = {{1, "old"}}};
  const auto nap = [](milliseconds) {};
  CHECK_THROWS_AS(push<event>(r, with_bad, {.max_events = 2}, transport, nap, [] { return 0.5; }),
                  std::runtime_error);
  CHECK(r.pushed == 2);
  CHECK(r.skipped == 1);
  CHECK(summary(r.unpushed) == "2..2 0x1 4..4 0x1");
  CHECK(r.events() == 5);

  // A request is complete because the next event does not fit. The next event is part of the result
  // too.
  calls = 1;
  const std::size_t two = body_of({all[0], all[1]}).size();
  CHECK_THROWS_AS(push<event>(r, all, {.max_bytes = two}, transport, nap, [] { return 0.5; }),
                  std::runtime_error);
  CHECK(r.pushed == 0);
  CHECK(summary(r.unpushed) == "0..1 0x1 2..2 0x0");

  const auto broken_sleep = [](milliseconds) { throw std::runtime_error("awake"); };
  fake f{.responses = {{200}, {503}}};
  CHECK_THROWS_AS(
      push<event>(r, all, {.max_events = 2}, f.transport(), broken_sleep, [] { return 0.5; }),
      std::runtime_error);
  CHECK(r.pushed == 2);
  CHECK(summary(r.unpushed) == "2..3 503x1");

  // An interrupted attempt has no response, whatever the previous one had.
  calls = 0;
  const auto cut_in_retry = [&](std::string_view) -> push_response {
    if (++calls == 2) throw std::runtime_error("cut");
    return {503};
  };
  CHECK_THROWS_AS(push<event>(r, all, {.max_events = 2}, cut_in_retry, nap, [] { return 0.5; }),
                  std::runtime_error);
  CHECK(summary(r.unpushed) == "0..1 0x2");
}

TEST_CASE("push: a rejected request is sent again in halves until the bad event is found") {
  for (const int status : {400, 422}) {
    lines bodies;
    const auto transport = [&](std::string_view body) -> push_response {
      bodies.emplace_back(body);
      if (body.find("\"k4\"") == body.npos) return {200};
      return {.status = status, .body = R"({"detail":"what is k4?"})"};
    };
    const lines all = numbered_events(8);
    const push_result r = push<event>(
        all, {}, transport, [](milliseconds) { FAIL("nothing is waited for"); },
        [] { return 0.5; });
    CHECK(r.pushed == 7);
    CHECK(r.unpushed.empty());
    CHECK(r.rejected == std::vector<assay::event_rejection>{{4, status, "what is k4?", true}});
    CHECK_FALSE(r);
    CHECK(r.events() == 8);
    const auto part = [&](int from, int to) {
      return body_of({all.begin() + from, all.begin() + to});
    };
    CHECK(bodies == lines{part(0, 8), part(0, 4), part(4, 8), part(4, 6), part(4, 5), part(5, 6),
                          part(6, 8)});
  }
}

TEST_CASE("push: after 413 later bodies are at most half as large, and the event that is too large "
          "is returned") {
  lines all = numbered_events(64);
  all[20] = metric_event("\"" + std::string(3000, 'x') + "\"", "20");
  std::vector<std::size_t> sizes;
  const auto transport = [&](std::string_view body) -> push_response {
    sizes.push_back(body.size());
    return {body.size() > 2000 ? 413 : 200};
  };
  const push_result r = push<event>(
      all, {.max_events = 32}, transport, [](milliseconds) {}, [] { return 0.5; });
  CHECK(r.pushed == 63);
  REQUIRE(r.rejected.size() == 1);
  CHECK(r.rejected[0].index == 20);
  CHECK(r.rejected[0].status == 413);
  const auto refused = static_cast<std::size_t>(
      std::count_if(sizes.begin(), sizes.end(), [](std::size_t n) { return n > 2000; }));
  CHECK(refused <= 5); // of the first 32 events; the others are sent in bodies of the learned size
  CHECK(std::all_of(sizes.end() - 3, sizes.end(), [](std::size_t n) { return n <= 2000; }));
}

TEST_CASE("push: the response's outcome of each event is reported; without a body only the status "
          "counts") {
  const lines all = numbered_events(3);
  const auto answered = [&](int status, std::string body, push_options o = {}) {
    o.retry.max_retries = 0;
    const auto transport = [&](std::string_view) {
      return push_response{.status = status, .body = body};
    };
    return push<event>(
        all, o, transport, [](milliseconds) {}, [] { return 0.5; });
  };
  CHECK(answered(200, "").pushed == 3);
  const push_result r = answered(
      200,
      R"({"accepted":2,"duplicates":1,"rejected":[{"index":1,"idempotency_key":"k1","reason":"no"}]})");
  CHECK(r.pushed == 1);
  CHECK(r.duplicates == 1);
  CHECK(r.rejected == std::vector<assay::event_rejection>{{1, 0, "no", true}});
  CHECK(r.events() == 3);
  CHECK_FALSE(r);

  for (const char* const body :
       {R"({"accepted":2,"rejected":[]})", R"({"accepted":4,"rejected":[]})", "<html>", R"({"acc)",
        R"({"accepted":2,"rejected":[{"index":1,"idempotency_key":"k2","reason":"no"}]})"}) {
    CAPTURE(body);
    const push_result u = answered(200, body);
    CHECK(u.pushed == 0);
    CHECK(summary(u.unpushed) == "0..2 200x1");
    CHECK(u.unpushed[0].is_unclear);
    REQUIRE(u.unclear.size() == 1);
    CHECK(u.unclear[0].index == 0);
    CHECK(u.unclear[0].events == 3);
    CHECK(u.unclear[0].reason.ends_with("]"));
    CHECK(
        (u.unclear[0].reason.starts_with("/") || u.unclear[0].reason.starts_with("(response): ")));
  }
  CHECK(answered(207, "").unclear.size() == 1);
  CHECK(answered(200, "", {.responses = assay::response_format::acceptance}).unclear.size() == 1);
  CHECK(answered(200, "OK", {.responses = assay::response_format::status_only}).pushed == 3);
}

TEST_CASE("push: a request is sent again if its response cannot be understood") {
  fake f{.responses = {{.status = 200, .body = R"({"accep)"},
                       {.status = 200, .body = R"({"accepted":2,"duplicates":2,"rejected":[]})"}}};
  const push_result r = f.push_texts(numbered_events(2));
  CHECK(r.duplicates == 2);
  CHECK(r.unclear.empty());
  CHECK(r);
  CHECK(f.sleeps.size() == 1);
}

TEST_CASE("push: a response that is not understood is also reported if it ends the push") {
  fake f{.responses = {{.status = 200, .body = "<html>"}, {.status = 200, .body = "<html>"}}};
  const push_result r =
      f.push_texts(numbered_events(4), {.max_events = 2, .retry = {.max_failures = 2}});
  CHECK(summary(r.unpushed) == "0..1 200x2 2..3 200x0");
  REQUIRE(r.unclear.size() == 1);
  CHECK(r.unclear[0].events == 2);
  CHECK(r.unpushed[0].is_unclear);
  CHECK_FALSE(r.unpushed[2].is_unclear);
}

TEST_CASE("push: temporarily rejected events are sent again, without the others") {
  fake f{
      .responses = {{.status = 207,
                     .body =
                         R"({"results":[{"index":2,"status":503},{"index":0,"status":200},)"
                         R"({"index":1,"status":422,"reason":"bad"},{"index":3,"status":429}]})"},
                    {.status = 207,
                     .body = R"({"results":[{"index":0,"status":503},{"index":1,"status":200}]})"}},
      .then = 503};
  const push_result r = f.push_texts(numbered_events(4), {.retry = {.max_retries = 1}});
  const lines all = numbered_events(4);
  CHECK(f.bodies == lines{body_of(all), body_of({all[2], all[3]})});
  CHECK(r.pushed == 2);
  CHECK(r.rejected ==
        std::vector<assay::event_rejection>{{1, 422, "bad", true}, {2, 503, "", false}});
  CHECK(r.events() == 4);
}

TEST_CASE("push: OTLP does not identify the rejected events and forbids sending them again") {
  fake f{.responses = {
             {.status = 200,
              .body = R"({"partialSuccess":{"rejectedLogRecords":"2","errorMessage":"full"}})"},
             {.status = 200, .body = "{}"}}};
  const push_result r = f.push_texts(numbered_events(6),
                                     {.max_events = 3, .responses = assay::response_format::otlp});
  CHECK(f.bodies.size() == 2);
  CHECK(r.pushed == 3);
  CHECK(summary(r.unpushed) == "0..2 200x1");
  REQUIRE(r.unclear.size() == 1);
  CHECK(r.unclear[0].reason == "2 events were rejected; the response does not say which: full");
}

TEST_CASE("push: a response that the caller has read is used, unless it is contradictory") {
  const auto pushed = [](assay::batch_outcome said) {
    fake f{.responses = {{.status = 500, .outcome = std::move(said)}}, .then = 404};
    return f.push_texts(numbered_events(3), {.retry = {.max_retries = 0}});
  };
  CHECK(pushed({.accepted = 3}).pushed == 3);
  CHECK(pushed({.accepted = 2, .rejected = {{.index = 2}}}).rejected.at(0).index == 2);
  CHECK(pushed({.accepted = 2, .rejected = {{.index = 3}}}).unclear.size() == 1);
  CHECK(pushed({.accepted = 1, .rejected = {{.index = 1}, {.index = 1}}}).unclear.size() == 1);
  CHECK(pushed({.accepted = 4}).unclear.size() == 1);
}

TEST_CASE("push: an unavailable server gets no more requests than the budget allows") {
  const lines all = numbered_events(1000);
  fake f{.then = 0};
  push_result r = f.push_texts(all, {.max_events = 1});
  CHECK(f.bodies.size() == 16);
  CHECK(summary(r.unpushed) == "0..3 0x4 4..999 0x0");
  f = {.then = 503};
  r = f.push_texts(all, {.max_events = 1, .retry = {.max_total_delay = seconds(20)}});
  milliseconds waited{};
  for (const milliseconds m : f.sleeps) waited += m;
  CHECK(waited <= seconds(20));
  CHECK(f.bodies.size() < 16);
  CHECK(r.events() == 1000);
  f = {.responses = std::deque<push_response>(15, {503}),
       .then = 200}; // available again before the budget is spent
  CHECK(f.push_texts(all, {.max_events = 1}).pushed == 1000 - 3);
}

TEST_CASE("push: with by_session, each request holds consecutive events of one session") {
  const auto of = [](std::string_view session, std::size_t n) {
    std::string e = numbered(n);
    e.replace(e.find("\"s\""), 3, session);
    return e;
  };
  const lines all = {of("\"a\"", 0), of("\"a\"", 1), of("\"\\u0061\"", 2), of("\"b\\/c\"", 3),
                     of("\"a\"", 4)};
  std::vector<std::pair<std::string, std::string>> sent;
  const auto transport = [&](std::string_view body, std::string_view session) -> push_response {
    sent.emplace_back(session, body);
    return {200};
  };
  CHECK(push<event>(
      all, {.by_session = true}, transport, [](milliseconds) {}, [] { return 0.5; }));
  REQUIRE(sent.size() == 3);
  CHECK(sent[0] == std::pair<std::string, std::string>("a", body_of({all[0], all[1], all[2]})));
  CHECK(sent[1] == std::pair<std::string, std::string>("b/c", body_of({all[3]})));
  CHECK(sent[2] == std::pair<std::string, std::string>("a", body_of({all[4]})));
}

namespace {

/// A server that stores events by their keys, rejects some permanently and some temporarily, and
/// whose responses are lost, truncated or mixed up.
struct model_server {
  std::mt19937& random;
  unsigned trouble; ///< how many of 10 responses are damaged
  std::size_t max_bytes;
  bool refuses_bodies; ///< for a bad event in them, instead of only the event
  bool may_throw;
  std::vector<int> stored = std::vector<int>(100); ///< by number: how often it was accepted as new
  std::vector<int> busy =
      std::vector<int>(100); ///< by number: how many temporary rejections are left
  std::vector<unsigned> sent = std::vector<unsigned>(100);
  std::size_t requests = 0, in_a_row = 0, most_in_a_row = 0;

  static bool is_bad(std::size_t n) { return n % 7 == 3; }
  static std::size_t number_of(std::string_view e) {
    const std::size_t at = e.find("\"k") + 2;
    return std::stoul(std::string(e.substr(at, e.find('"', at) - at)));
  }

  push_response operator()(std::string_view body) {
    ++requests;
    most_in_a_row = std::max(most_in_a_row, ++in_a_row);
    assay::batch_body split;
    REQUIRE(split.split(body));
    for (const std::string_view e : split.events()) ++sent[number_of(e)];
    if (may_throw && random() % 16 == 0) throw std::runtime_error("cut");
    const bool goes_wrong = random() % 10 < trouble;
    if (goes_wrong && random() % 3 == 0) return {std::vector{0, 429, 500, 503}[random() % 4]};
    push_response r = answer(split.events(), body.size());
    if (!goes_wrong) return in_a_row = 0, r;
    if (random() % 3 == 0) return {0}; // accepted, but not reported
    if (random() % 2 == 0 && !r.body.empty()) r.body.resize(random() % r.body.size());
    else r.body = R"({"accepted":1000,"rejected":[]})";
    if (r.status != 200 && r.status != 207) in_a_row = 0;
    if (r.body.empty()) r.body = "{";
    return r;
  }

  push_response answer(std::span<const std::string_view> events, std::size_t size) {
    if (size > max_bytes) return {413};
    if (refuses_bodies)
      for (const std::string_view e : events)
        if (is_bad(number_of(e))) return {422};
    std::string results;
    for (std::size_t i = 0; i < events.size(); ++i) {
      const std::size_t n = number_of(events[i]);
      results += (i == 0 ? "" : ",") + std::string(R"({"index":)") + std::to_string(i);
      if (is_bad(n)) results += R"(,"status":422,"reason":"bad"})";
      else if (busy[n] != 0) --busy[n], results += R"(,"status":503})";
      else
        results +=
            std::string(R"(,"status":200,"duplicate":)") + (stored[n]++ ? "true}" : "false}");
    }
    return {.status = 207, .body = R"({"results":[)" + results + "]}"};
  }
};

} // namespace

TEST_CASE("push: the laws hold for random events, limits, servers and failures") {
  std::mt19937 random(11);
  std::size_t threw = 0, whole = 0, duplicates = 0, unclear = 0, rejected = 0, unpushed = 0;
  for (int round = 0; round < 3000; ++round) {
    lines all;
    std::vector<bool> valid;
    for (std::size_t n = random() % 25; all.size() < n;) {
      valid.push_back(random() % 5 != 0);
      std::string e = numbered(all.size());
      e.insert(e.size() - 1, ",\"x\":\"" + std::string(random() % 60, 'p') + '"');
      all.push_back(valid.back() ? e : "{}");
    }
    push_options o;
    o.max_events = random() % 6;
    o.max_bytes = 125 + random() % 500; // some events are too large for a request
    o.responses =
        random() % 2 == 0 ? assay::response_format::detect : assay::response_format::multi_status;
    o.retry = {.max_retries = static_cast<unsigned>(random() % 4),
               .base_delay = milliseconds(1 + random() % 100),
               .max_failures = static_cast<unsigned>(2 + random() % 10)};
    model_server server{random, static_cast<unsigned>(random() % 3 * 3), 100 + random() % 600,
                        random() % 4 == 0, random() % 4 == 0};
    for (int& b : server.busy) b = random() % 6 == 0 ? static_cast<int>(random() % 4) : 0;
    std::size_t sleeps = 0;
    push_result r;
    bool cut = false;
    try {
      push<event>(
          r, all, o, std::ref(server), [&](milliseconds) { ++sleeps; },
          [&] { return static_cast<double>(random() % 1000) / 1000; });
    } catch (const std::runtime_error&) {
      cut = true;
    }

    // Every event is accounted for once, and each list is in the order of the events.
    if (cut) REQUIRE(r.events() <= all.size());
    else REQUIRE(r.events() == all.size());
    REQUIRE(r.skipped == r.errors.size());
    std::vector<char> fate(all.size(), 'p');
    const auto place = [&](const auto& list, char what) {
      std::size_t next = 0;
      for (const auto& e : list) {
        REQUIRE(e.index >= next);
        next = e.index + 1;
        REQUIRE(std::exchange(fate.at(e.index), what) == 'p');
      }
    };
    place(r.errors, 's');
    place(r.rejected, 'r');
    place(r.unpushed, 'u');
    std::size_t told = 0;
    for (std::size_t i = 0; i < r.events(); ++i) {
      const bool fits = body_of({all[i]}).size() <= o.max_bytes;
      REQUIRE((fate[i] == 's') == !(valid[i] && fits));
      told += fate[i] == 'p';
      if (fate[i] == 'p') REQUIRE(server.stored[i] != 0); // events reported as pushed are stored
      if (fate[i] == 's') REQUIRE(server.sent[i] == 0);
    }
    REQUIRE(told == r.pushed + r.duplicates);
    for (const assay::event_rejection& e : r.rejected) {
      // A server permanently rejects only bad events and a body with one event that is too large.
      if (e.is_permanent)
        REQUIRE(
            (model_server::is_bad(e.index) || body_of({all[e.index]}).size() > server.max_bytes));
      if (e.is_permanent) REQUIRE(server.stored[e.index] == 0);
      else REQUIRE(e.status == 503);
    }
    for (const unpushed_event& e : r.unpushed) REQUIRE(e.attempts == server.sent[e.index]);
    for (const assay::unclear_response& u : r.unclear) {
      REQUIRE(fate.at(u.index) == 'u');
      REQUIRE_FALSE(u.reason.empty());
    }
    if (cut) ++threw;
    if (r) ++whole;
    REQUIRE(server.most_in_a_row <= o.retry.max_failures);
    REQUIRE(sleeps <= server.requests);
    duplicates += r.duplicates, unclear += r.unclear.size();
    rejected += r.rejected.size(), unpushed += r.unpushed.size();
  }
  CHECK(threw > 100);
  CHECK(whole > 100);
  CHECK(duplicates > 100);
  CHECK(unclear > 100);
  CHECK(rejected > 1000);
  CHECK(unpushed > 1000);
}
