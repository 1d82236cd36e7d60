#include "assay/batch/push.hpp"

#include "assay/batch/body.hpp"
#include "assay/promptetheus.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"
#include "support/chunks.hpp"

#include <algorithm>
#include <deque>
#include <list>
#include <optional>
#include <random>
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

/// A valid event that is known by its number.
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

/// Answers as it is told, then with 200, and keeps the bodies.
struct fake {
  std::deque<push_response> answers{};
  int then = 200;
  lines bodies{};
  std::vector<milliseconds> sleeps{};

  auto transport() {
    return [this](std::string_view body) {
      bodies.emplace_back(body);
      push_response r{then};
      if (!answers.empty()) r = answers.front(), answers.pop_front();
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

/// In runs of what is equal: "2..4 503x4".
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

TEST_CASE("push: no events, no request") {
  fake f;
  const push_result r = f.push_texts({});
  CHECK(f.bodies.empty());
  CHECK(r.events() == 0);
  CHECK(f.push_texts({"{}"}).skipped == 1);
  CHECK(f.bodies.empty());
}

TEST_CASE("push: 1000 events a request, in their order") {
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

TEST_CASE("push: a result is true when every event that was gone through is pushed") {
  static_assert(!std::is_convertible_v<push_result, bool>);
  CHECK(push_result());
  CHECK(push_result{.pushed = 1});
  CHECK_FALSE(push_result{.pushed = 1, .skipped = 1, .errors = {{}}});
  CHECK_FALSE(push_result{.pushed = 1, .unpushed = {{.index = 1}}});
  fake f;
  CHECK(f.push_texts({numbered(0), numbered(1)}));
  CHECK_FALSE(f.push_texts({numbered(0), "{"}));
}

TEST_CASE("push: an invalid event is dropped and told, and costs its neighbours nothing") {
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
        "/seq: expected integer >= 0, found a number outside of it [out_of_range]");
  CHECK(r.errors[2].index == 4);
  CHECK(r.errors[3].index == 5);
  CHECK(r.errors[3].message.ends_with("[missing_member]"));
  for (const push_error& e : r.errors) CHECK(e.message.find("secret") == std::string::npos);
}

TEST_CASE("push: typed events are written, and judged by the options' level") {
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
  CHECK(r.skipped == 4); // "t" is no time
  CHECK(f.bodies.size() == 1);
  strict.validation.limits.max_violations = 0;
  CHECK(push(all, strict, f.transport(), f.sleep(), [] { return 0.5; }).errors == r.errors);
}

TEST_CASE("push: what stands around and between the tokens of a text breaks no body") {
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

TEST_CASE("push: half a surrogate pair is sent as the replacement character where it is let in") {
  const std::string half = metric_event(R"("\ud800")", "1"),
                    whole = metric_event(R"("\ufffd")", "1");
  fake f;
  CHECK(f.push_texts({half}).skipped == 1);
  push_options o;
  o.validation.lone_surrogates = assay::surrogate_policy::replace;
  CHECK(f.push_texts({half}, o).pushed == 1);
  CHECK(f.bodies == lines{body_of({whole})});
}

TEST_CASE("push: an event that no request can hold is skipped with its size") {
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
        std::vector<push_error>{
            {1, "(event): expected a request of at most " + std::to_string(two) +
                    " bytes, found an event that alone takes " + alone + " [document_too_large]"}});
  f.bodies.clear();
  CHECK(f.push_texts(all, {.max_bytes = two - 1}).pushed == 3);
  CHECK(f.bodies.size() == 3);
  CHECK(f.push_texts(all, {.max_bytes = 0}).skipped == 4);
  CHECK(f.push_texts(all, {.max_events = 0}).pushed == 4);
  CHECK(f.bodies.size() == 3 + 4);
}

TEST_CASE("push: a transient failure is tried again with the same body, after a delay that grows") {
  fake f{.answers = {{503}, {0}, {429}}};
  const push_result r =
      f.push_texts({numbered(0), numbered(1)}, {.retry = {.base_delay = milliseconds(100)}});
  CHECK(r.pushed == 2);
  CHECK(r.unpushed.empty());
  CHECK(f.bodies == lines(4, body_of({numbered(0), numbered(1)})));
  CHECK(f.sleeps == std::vector{milliseconds(50), milliseconds(100), milliseconds(200)});
}

TEST_CASE("push: the delay begins when the server said it may, within the limit") {
  fake f{.answers = {{503, seconds(7)}, {429, seconds(1'000'000)}, {500}}};
  const push_options o{
      .retry = {.base_delay = milliseconds(100), .max_retry_after = milliseconds(60'000)}};
  CHECK(f.push_texts({numbered(0)}, o).pushed == 1);
  CHECK(f.sleeps == std::vector{milliseconds(7050), milliseconds(60'100), milliseconds(200)});
}

TEST_CASE("push: a transport that fails for ever loses nothing, and sleeps only before retries") {
  fake f{.then = 0};
  const push_result r = f.push_texts(numbered_events(5), {.max_events = 2});
  CHECK(r.pushed == 0);
  CHECK(summary(r.unpushed) == "0..4 0x4");
  CHECK(f.bodies.size() == 3 * 4);
  CHECK(f.sleeps.size() == 3 * 3);

  fake once{.then = 500};
  CHECK(summary(once.push_texts(numbered_events(5), {.max_events = 2, .retry = {.max_retries = 0}})
                    .unpushed) == "0..4 500x1");
  CHECK(once.bodies.size() == 3);
  CHECK(once.sleeps.empty());
}

TEST_CASE("push: a request that fails costs its own events only, and the last status is told") {
  fake f{.answers = {{200}, {503}, {500}, {502}, {504}, {200}}};
  push_result r = f.push_texts(numbered_events(7), {.max_events = 3});
  CHECK(r.pushed == 4);
  CHECK(summary(r.unpushed) == "3..5 504x4");

  for (const int status : {100, 199, 300, 302, 400, 404, 409, 413, 422, 501, -1}) {
    CAPTURE(status);
    f = {.answers = {{200}, {status}, {200}}};
    r = f.push_texts(numbered_events(7), {.max_events = 3});
    CHECK(r.pushed == 4);
    CHECK(summary(r.unpushed) == "3..5 " + std::to_string(status) + "x1");
    CHECK(f.sleeps.empty());
  }
  f = {.answers = {{503}, {400}}};
  CHECK(summary(f.push_texts(numbered_events(1)).unpushed) == "0..0 400x2");
  f = {.answers = {{201}, {202}, {204}, {299}}};
  CHECK(f.push_texts(numbered_events(4), {.max_events = 1}).pushed == 4);
}

TEST_CASE(
    "push: refused credentials end the push, and what is left is still checked and returned") {
  for (const int status : {401, 403}) {
    fake f{.answers = {{200}, {status}}};
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

TEST_CASE("push: a sleep that says no ends the push") {
  fake f{.answers = {{200}, {503}, {503}}};
  int sleeps = 0;
  const push_result r = push<event>(
      numbered_events(6), {.max_events = 2}, f.transport(),
      [&](milliseconds) { return ++sleeps < 2; }, [] { return 0.5; });
  CHECK(r.pushed == 2);
  CHECK(summary(r.unpushed) == "2..3 503x2 4..5 503x0");
  CHECK(f.bodies.size() == 3);
}

TEST_CASE("push: the organisation is in the result and in no body") {
  fake f{.answers = {{503}}};
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

TEST_CASE("push: ranges that are walked once, and texts that are gone when the next one comes") {
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

TEST_CASE(
    "push: an exception comes through, and the result says what was pushed and where to go on") {
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

  // A request that is complete because the next event finds no room: that one was gone through too.
  calls = 1;
  const std::size_t two = body_of({all[0], all[1]}).size();
  CHECK_THROWS_AS(push<event>(r, all, {.max_bytes = two}, transport, nap, [] { return 0.5; }),
                  std::runtime_error);
  CHECK(r.pushed == 0);
  CHECK(summary(r.unpushed) == "0..1 0x1 2..2 0x0");

  const auto broken_sleep = [](milliseconds) { throw std::runtime_error("awake"); };
  fake f{.answers = {{200}, {503}}};
  CHECK_THROWS_AS(
      push<event>(r, all, {.max_events = 2}, f.transport(), broken_sleep, [] { return 0.5; }),
      std::runtime_error);
  CHECK(r.pushed == 2);
  CHECK(summary(r.unpushed) == "2..3 503x1");

  // Of the attempt that was cut short there is no answer, whatever the one before had.
  calls = 0;
  const auto cut_in_retry = [&](std::string_view) -> push_response {
    if (++calls == 2) throw std::runtime_error("cut");
    return {503};
  };
  CHECK_THROWS_AS(push<event>(r, all, {.max_events = 2}, cut_in_retry, nap, [] { return 0.5; }),
                  std::runtime_error);
  CHECK(summary(r.unpushed) == "0..1 0x2");
}

namespace {

/// One of the random transports, and what it has seen.
struct moody {
  std::mt19937& random;
  int mood; ///< 0: good, 1: fails for ever, 2: at random, 3: from some call on, 4: up to some call
  unsigned turn;
  bool may_throw;
  lines bodies{};
  std::vector<push_response> answers{};

  push_response operator()(std::string_view body) {
    bodies.emplace_back(body);
    constexpr int failures[] = {0, 408, 425, 429, 500, 502, 503, 504, 400, 404, 413, 422, 401, 403};
    const std::size_t count = bodies.size();
    const bool fails = mood == 1 || (mood == 2 && random() % 2 == 0) ||
                       (mood == 3 && count > turn) || (mood == 4 && count <= turn);
    push_response r{200};
    if (fails) {
      r.status = failures[random() % (mood == 2 ? 14 : 8)];
      if (random() % 3 == 0) r.retry_after = seconds(random() % 200);
    }
    answers.push_back(r);
    if (may_throw && random() % 8 == 0) answers.back().status = -7, throw std::runtime_error("cut");
    return r;
  }
};

} // namespace

TEST_CASE("push: the laws hold over random events, limits and failures") {
  std::mt19937 random(11);
  std::size_t pushes_that_threw = 0, whole = 0, stopped = 0;
  for (int round = 0; round < 3000; ++round) {
    lines all;
    std::vector<bool> valid;
    for (std::size_t n = random() % 25; all.size() < n;) {
      valid.push_back(random() % 5 != 0);
      const std::string padding(random() % 40, 'p');
      all.push_back(valid.back() ? metric_event("\"" + padding + std::to_string(all.size()) + "\"",
                                                std::to_string(all.size()))
                                 : "{}");
    }
    push_options o;
    o.max_events = random() % 6;
    o.max_bytes = 125 + random() % 500; // some are too large alone
    o.retry = {.max_retries = static_cast<unsigned>(random() % 4),
               .base_delay = milliseconds(1 + random() % 100),
               .max_delay = milliseconds(1 + random() % 300),
               .max_retry_after = milliseconds(random() % 100'000)};
    moody transport{random, static_cast<int>(random() % 5), static_cast<unsigned>(random() % 6),
                    random() % 4 == 0};
    std::vector<milliseconds> sleeps;
    std::vector<double> drawn;
    const auto sleep = [&](milliseconds delay) { sleeps.push_back(delay); };
    const auto draw = [&] {
      return drawn.emplace_back(static_cast<double>(random() % 1000) / 1000);
    };
    push_result r;
    bool threw = false;
    try {
      push<event>(r, all, o, transport, sleep, draw);
    } catch (const std::runtime_error&) {
      threw = true;
      ++pushes_that_threw;
    }

    // Every event is accounted for once.
    REQUIRE(r.pushed + r.skipped + r.unpushed.size() == r.events());
    REQUIRE(r.skipped == r.errors.size());
    if (threw) REQUIRE(r.events() <= all.size());
    else REQUIRE(r.events() == all.size());
    std::vector<char> fate(all.size(), 'p');
    for (const push_error& e : r.errors) REQUIRE(std::exchange(fate.at(e.index), 's') == 'p');
    for (const unpushed_event& e : r.unpushed) REQUIRE(std::exchange(fate.at(e.index), 'u') == 'p');
    REQUIRE(std::is_sorted(r.errors.begin(), r.errors.end(),
                           [](const auto& a, const auto& b) { return a.index < b.index; }));
    REQUIRE(std::is_sorted(r.unpushed.begin(), r.unpushed.end(),
                           [](const auto& a, const auto& b) { return a.index < b.index; }));
    for (std::size_t i = r.events(); i < all.size(); ++i)
      REQUIRE(std::exchange(fate[i], '-') == 'p');

    // Skipped are exactly the invalid ones and those that no request can hold.
    lines pushed, sendable;
    for (std::size_t i = 0; i < r.events(); ++i) {
      const bool fits = body_of({all[i]}).size() <= o.max_bytes;
      REQUIRE((fate[i] == 's') == !(valid[i] && fits));
      if (fate[i] == 'p') pushed.push_back(all[i]);
      if (fate[i] != 's') sendable.push_back(all[i]);
    }

    // Calls for one request stand together: the same body, a delay between each two, none after
    // success.
    lines accepted, sent;
    std::size_t retries = 0;
    std::vector<unpushed_event> fates; // of each sent event, in order; index unused
    for (std::size_t i = 0; i < transport.bodies.size();) {
      std::size_t end = i + 1;
      while (end < transport.bodies.size() && transport.bodies[end] == transport.bodies[i]) ++end;
      const std::string& body = transport.bodies[i];
      REQUIRE(body.size() <= o.max_bytes);
      REQUIRE(end - i <= 1 + o.retry.max_retries);
      for (std::size_t call = i; call < end; ++call) {
        const push_response& answer = transport.answers[call];
        if (call + 1 == end) break;
        REQUIRE(assay::is_transient(answer.status));
        const milliseconds delay = sleeps.at(retries),
                           bound =
                               std::min(o.retry.max_delay, o.retry.base_delay * (1 << (call - i)));
        const milliseconds asked = std::min<milliseconds>(answer.retry_after.value_or(seconds(0)),
                                                          o.retry.max_retry_after);
        REQUIRE(delay >= asked);
        REQUIRE(delay < asked + bound);
        REQUIRE(delay == asked + assay::backoff_delay(static_cast<unsigned>(call - i),
                                                      o.retry.base_delay, o.retry.max_delay,
                                                      drawn.at(retries)));
        ++retries;
      }
      const push_response& last = transport.answers[end - 1];
      const bool cut = last.status == -7;
      if (assay::is_transient(last.status)) REQUIRE(end - i == 1 + o.retry.max_retries);
      assay::batch_body split;
      REQUIRE(split.split(body));
      REQUIRE(split.events().size() <= std::max<std::size_t>(o.max_events, 1));
      for (const std::string_view e : split.events()) {
        sent.emplace_back(e);
        if (last.status == 200) accepted.emplace_back(e);
        else fates.push_back({0, cut ? 0 : last.status, static_cast<unsigned>(end - i)});
      }
      const bool ends = last.status == 401 || last.status == 403;
      if (ends) ++stopped;
      if (ends || cut) REQUIRE(end == transport.bodies.size());
      i = end;
    }
    REQUIRE(sleeps.size() == retries);
    REQUIRE(drawn.size() == retries);

    // Bodies hold exactly the pushed events and those that failed, in their order, each in one
    // request.
    REQUIRE(accepted == pushed);
    REQUIRE(sent.size() <= sendable.size());
    REQUIRE(std::equal(sent.begin(), sent.end(), sendable.begin()));
    for (std::size_t i = 0; i < r.unpushed.size(); ++i) {
      if (i < fates.size()) {
        REQUIRE(r.unpushed[i].status == fates[i].status);
        REQUIRE(r.unpushed[i].attempts == fates[i].attempts);
      } else { // the push had ended
        REQUIRE(r.unpushed[i].attempts == 0);
      }
    }
    if (!threw && (transport.answers.empty() || (transport.answers.back().status != 401 &&
                                                 transport.answers.back().status != 403)))
      REQUIRE(sent.size() == sendable.size());
    whole += r.unpushed.empty();

    // What was not pushed goes through when it is pushed again.
    lines again;
    for (const unpushed_event& e : r.unpushed) again.push_back(all[e.index]);
    for (std::size_t i = r.events(); i < all.size(); ++i) again.push_back(all[i]);
    fake good;
    const push_result rest = good.push_texts(again, o);
    REQUIRE(rest.unpushed.empty());
    REQUIRE(rest.pushed + rest.skipped == again.size());
  }
  // All of it happened.
  CHECK(pushes_that_threw > 100);
  CHECK(whole > 500);
  CHECK(stopped > 50);
}
