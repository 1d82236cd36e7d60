// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/push_machine.hpp"

#include "assay/batch/push.hpp"
#include "assay/promptetheus.hpp"
#include "support/batches.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using assay::push_action;
using assay::push_machine;
using assay::promptetheus::event;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

std::string numbered(int n) {
  return assay_test::metric_event("\"k" + std::to_string(n) + "\"", std::to_string(n));
}

std::string name_of(push_action a) {
  return std::vector<std::string>{"feed", "send", "wait", "done"}[static_cast<std::size_t>(a)];
}

/// Drives the machine with these responses, and logs the steps that it requests.
std::string log_of(push_machine<event>& m, int events, std::vector<int> statuses) {
  std::string log;
  std::size_t responses = 0;
  for (int i = 0, steps = 0; steps < 100; ++steps) {
    const push_action a = m.next();
    log += name_of(a) + ' ';
    switch (a) {
    case push_action::feed: i < events ? m.add_text(numbered(i++)) : m.finish(); break;
    case push_action::send: m.receive({statuses.at(responses++)}, 0.5); break;
    case push_action::wait: break;
    case push_action::done: return log;
    }
  }
  return log + "never done";
}

} // namespace

TEST_CASE("push_machine: requests events, sends a full request, and is done after the last one") {
  push_machine<event> m({.max_events = 2});
  CHECK(log_of(m, 3, {200, 200}) == "feed feed send feed feed send done ");
  const assay::push_result r = m.take_result();
  CHECK(r.pushed == 3);
  CHECK(r);
}

TEST_CASE("push_machine: without events it is done at once") {
  push_machine<event> m;
  CHECK(log_of(m, 0, {}) == "feed done ");
  CHECK(m.next() == push_action::done); // and remains so
  CHECK(m.take_result().events() == 0);
}

TEST_CASE("push_machine: waits before a request after a failure, and not after the last failure") {
  push_machine<event> m({.max_events = 2, .retry = {.max_retries = 1}});
  CHECK(log_of(m, 4, {503, 503, 503, 200}) ==
        "feed feed send wait send feed feed wait send wait send feed done ");
  CHECK(m.take_result().pushed == 2);
  push_machine<event> last({.retry = {.max_retries = 0}});
  CHECK(log_of(last, 1, {503}) == "feed feed send done ");
}

TEST_CASE("push_machine: a request without a response is sent again unchanged") {
  push_machine<event> m;
  m.next();
  m.add_text(numbered(1));
  m.next();
  m.finish();
  CHECK(m.next() == push_action::send);
  const std::string body(m.body());
  CHECK(m.next() == push_action::send); // for example because the connection threw
  CHECK(m.body() == body);
  m.receive({404}, 0);
  CHECK(m.next() == push_action::done);
  CHECK(m.take_result().unpushed == std::vector<assay::unpushed_event>{{0, 404, 2, false}});
}

TEST_CASE("push_machine: events that are added early wait for their turn") {
  push_machine<event> m({.max_events = 4});
  for (int i = 0; i < 10; ++i) m.add_text(numbered(i));
  event broken;
  broken.session_id = "\xFF";
  m.add(broken);
  m.add_text(numbered(11));
  m.finish();
  std::vector<std::string> bodies;
  for (push_action a; (a = m.next()) != push_action::done;) {
    REQUIRE(a == push_action::send);
    bodies.emplace_back(m.body());
    m.receive({200}, 0);
  }
  CHECK(bodies ==
        std::vector<std::string>{
            std::string(assay_test::wrapped({numbered(0), numbered(1), numbered(2), numbered(3)})),
            std::string(assay_test::wrapped({numbered(4), numbered(5), numbered(6), numbered(7)})),
            std::string(assay_test::wrapped({numbered(8), numbered(9), numbered(11)}))});
  const assay::push_result r = m.take_result();
  CHECK(r.pushed == 11);
  REQUIRE(r.errors.size() == 1);
  CHECK(r.errors[0].index == 10);
}

TEST_CASE("push_machine: late or repeated responses change nothing") {
  push_machine<event> m;
  m.receive({200}, 0);
  m.next();
  m.add_text(numbered(0));
  m.finish();
  REQUIRE(m.next() == push_action::send);
  m.receive({200}, 0);
  m.receive({503}, 0);
  CHECK(m.next() == push_action::done);
  CHECK(m.take_result().pushed == 1);
  m.receive({200}, 0);
  CHECK(m.next() == push_action::done);
  CHECK(m.take_result().events() == 0);

  push_machine<event> stopped;
  stopped.next();
  stopped.add_text(numbered(0));
  stopped.finish();
  REQUIRE(stopped.next() == push_action::send);
  stopped.stop();
  CHECK(stopped.next() == push_action::done); // not sent again
  stopped.receive({200}, 0);
  CHECK(stopped.take_result().unpushed == std::vector<assay::unpushed_event>{{0, 0, 1, false}});

  push_machine<event> taken; // by a timeout, before the response arrives
  taken.next();
  taken.add_text(numbered(0));
  taken.finish();
  REQUIRE(taken.next() == push_action::send);
  CHECK(taken.take_result().unpushed.size() == 1);
  taken.receive({200}, 0);
  CHECK(taken.next() == push_action::done);
}

TEST_CASE("push_machine: the delay is the server's plus the backoff") {
  push_machine<event> m;
  m.next();
  m.add_text(numbered(1));
  m.next();
  m.finish();
  m.next();
  m.receive({.status = 429, .retry_after = seconds(3)}, 0.5);
  CHECK(m.next() == push_action::wait);
  CHECK(m.delay() == milliseconds(3250));
  CHECK(m.next() == push_action::send);
}

TEST_CASE("push_machine: after stop, it sends nothing more and reports what is left") {
  push_machine<event> m({.max_events = 2});
  m.next();
  m.add_text(numbered(0));
  m.next();
  m.add_text(numbered(1));
  m.next();
  m.receive({503}, 0.5);
  CHECK(m.next() == push_action::wait);
  m.stop();
  CHECK(log_of(m, 3, {}) == "feed feed feed feed done ");
  const assay::push_result r = m.take_result();
  CHECK(r.unpushed.size() == 5);
  CHECK(r.unpushed[0].attempts == 1);
  CHECK(r.unpushed[4] == assay::unpushed_event{4, 503, 0, false});
}

TEST_CASE("push_machine: the result may be taken at any time and has each event once") {
  for (int steps = 0; steps < 12; ++steps) {
    push_machine<event> m({.max_events = 2});
    int given = 0, taken = 0;
    for (int i = 0; i < steps; ++i) switch (m.next()) {
      case push_action::feed: m.add_text(numbered(given++)); break;
      case push_action::send: m.receive({200}, 0.5), taken += 2; break;
      default: FAIL("it neither waits nor ends");
      }
    const assay::push_result r = m.take_result();
    CHECK(r.events() == static_cast<std::size_t>(given));
    CHECK(r.pushed == static_cast<std::size_t>(taken));
  }
}

TEST_CASE("push_machine: views are sent without a copy, and typed events are written") {
  const std::vector<std::string> texts = {numbered(0), numbered(1)};
  push_machine<event> m;
  for (const std::string& t : texts) {
    REQUIRE(m.next() == push_action::feed);
    m.add_view(t);
  }
  assay::validator<event> v;
  event e;
  const std::string third = numbered(2);
  REQUIRE(v.read(third, e));
  REQUIRE(m.next() == push_action::feed);
  m.add(e);
  m.next();
  m.finish();
  REQUIRE(m.next() == push_action::send);
  CHECK(m.body() == assay_test::wrapped({numbered(0), numbered(1), numbered(2)}));
  CHECK(m.session().empty());
}
