// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/event_queue.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace assay::producttelemetry;

namespace {

/// The events in a body; each is its own text: `{"events":[1,2]}` is "1,2".
std::string events_in(const std::string& body) {
  constexpr std::string_view prefix = R"({"events":[)";
  REQUIRE(body.starts_with(prefix));
  REQUIRE(body.ends_with("]}"));
  return body.substr(prefix.size(), body.size() - prefix.size() - 2);
}

event_queue queue_of(std::size_t max_size, int events) {
  event_queue q(max_size);
  for (int i = 1; i <= events; ++i) q.push(std::to_string(i));
  return q;
}

std::string all_of(const event_queue& q) {
  std::string out;
  std::size_t n = 0;
  q.for_each([&](const std::string& e) { out += (out.empty() ? "" : ",") + e, ++n; });
  CHECK(n == q.size());
  return out;
}

} // namespace

TEST_CASE("event_queue: if it is full, the oldest event is dropped and counted") {
  event_queue q(3);
  for (const char* const e : {"1", "2", "3"}) CHECK(q.push(e) == 0);
  CHECK(q.push("4") == 1);
  CHECK(all_of(q) == "2,3,4");
  CHECK(event_queue(0).push("1") == 0); // counts as 1
}

TEST_CASE("event_queue: a request takes all waiting events, and exactly 200 and 207 deliver them") {
  for (const int status : {200, 207}) {
    event_queue q = queue_of(10, 3);
    CHECK(events_in(q.take()) == "1,2,3");
    CHECK(q.is_in_flight());
    CHECK_FALSE(q.has_waiting());
    q.push("4");
    CHECK(all_of(q) == "1,2,3,4");
    const flush_result r = q.settle({status});
    CHECK(r.outcome == flush_outcome::delivered);
    CHECK(r.events == 3);
    CHECK(all_of(q) == "4");
  }
}

TEST_CASE(
    "event_queue: after any other response the events are kept and sent first the next time") {
  for (const int status : {0,   100, 201, 202, 204, 206, 208, 301, 302, 401, 403,
                           404, 405, 408, 409, 425, 429, 501, 502, 503, 504}) {
    CAPTURE(status);
    event_queue q = queue_of(10, 2);
    q.take();
    q.push("3");
    const flush_result r = q.settle({status});
    CHECK(r.outcome == flush_outcome::kept);
    CHECK(r.dropped == 0);
    CHECK(q.new_count() == 1); // kept events do not count for the next flush
    CHECK(events_in(q.take()) == "1,2,3");
  }
}

TEST_CASE("event_queue: the newest of the kept events stay") {
  event_queue q = queue_of(3, 3);
  q.take();
  for (const char* const e : {"4", "5", "6"}) CHECK(q.push(e) == 0);
  CHECK(q.settle({503}).dropped == 0);
  CHECK(events_in(q.take()) == "1,2,3,4,5,6");
  const flush_result r = q.settle({503});
  CHECK(r.events == 6);
  CHECK(r.dropped == 3);
  CHECK(all_of(q) == "4,5,6");
}

TEST_CASE(
    "event_queue: a permanently rejected body is sent again in halves, down to the one event") {
  for (const int status : {400, 422}) {
    event_queue q = queue_of(10, 5); // 4 is the bad event
    std::vector<std::string> bodies;
    std::string refused;
    while (q.has_waiting()) {
      bodies.push_back(events_in(q.take()));
      const bool bad = bodies.back().find('4') != std::string::npos;
      const flush_result r = q.settle({bad ? status : 200});
      if (r.outcome == flush_outcome::refused) refused += r.refused.at(0).text;
    }
    CHECK(bodies == std::vector<std::string>{"1,2,3,4,5", "1,2", "3,4,5", "3", "4,5", "4", "5"});
    CHECK(refused == "4");
    CHECK(q.size() == 0);
  }
}

TEST_CASE("event_queue: after 413 no body is larger than half of the rejected one") {
  event_queue q(100);
  for (int i = 0; i < 16; ++i) q.push(std::to_string(1000 + i));
  std::string seen;
  std::size_t greatest = 0;
  while (q.has_waiting()) {
    const std::string body = q.take();
    const bool is_too_large = body.size() > 40; // five events
    if (!is_too_large) greatest = std::max(greatest, body.size());
    seen += std::to_string(events_in(body).size() / 5 + 1) + ' ';
    q.settle({is_too_large ? 413 : 200});
  }
  CHECK(seen == "16 8 4 4 4 4 ");
  for (int i = 0; i < 8; ++i) q.push(std::to_string(1000 + i));
  CHECK(q.take().size() <= greatest); // the limit stays
  CHECK(q.has_next());
}

TEST_CASE("event_queue: an event that is too large for the server is returned") {
  event_queue q(100);
  q.push("\"" + std::string(100, 'x') + "\"");
  q.push("1");
  q.take();
  CHECK(q.settle({413}).outcome == flush_outcome::split);
  q.take();
  const flush_result r = q.settle({.status = 413, .body = R"({"detail":"too large"})"});
  CHECK(r.outcome == flush_outcome::refused);
  REQUIRE(r.refused.size() == 1);
  CHECK(r.refused[0].text.size() == 102);
  CHECK(r.refused[0].status == 413);
  CHECK(r.refused[0].reason == "too large");
  CHECK(events_in(q.take()) == "1");
}

TEST_CASE(
    "event_queue: a request obeys the limits on events and bytes, and the others are sent next") {
  event_queue q(100, {.max_events = 2, .max_bytes = 100});
  for (const char* const e : {"1", "2", "3"}) q.push(e);
  q.push("\"" + std::string(200, 'x') +
         "\""); // an event larger than a request is sent without others
  q.push("5");
  CHECK(events_in(q.take()) == "1,2");
  CHECK(q.has_next());
  CHECK(q.size() == 5);
  q.settle({200});
  q.push("6");
  CHECK(events_in(q.take()) == "3");
  q.settle({200});
  CHECK(events_in(q.take()).size() == 202);
  q.settle({200});
  CHECK(events_in(q.take()) == "5");
  q.settle({503});
  CHECK(events_in(q.take(1)) == "5");
  q.settle({200});
  CHECK(events_in(q.take()) == "6");
}

TEST_CASE("event_queue: a response with the outcome of each event is read") {
  event_queue q = queue_of(10, 4);
  q.take();
  const flush_result r = q.settle(
      {.status = 207,
       .body = R"({"results":[{"index":0,"status":200},{"index":1,"status":422,"reason":"no"},)"
               R"({"index":2,"status":503},{"index":3,"status":201}]})"});
  CHECK(r.outcome == flush_outcome::kept);
  CHECK(r.events == 4);
  CHECK(r.delivered == 2);
  CHECK(r.refused == std::vector<refused_event>{{"2", 422, "no"}});
  CHECK(all_of(q) == "3");

  event_queue all = queue_of(10, 2);
  all.take();
  const flush_result none =
      all.settle({.status = 200, .body = R"({"accepted":0,"rejected":[{"index":0},{"index":1}]})"});
  CHECK(none.outcome == flush_outcome::refused);
  CHECK(none.refused.size() == 2);
  CHECK_FALSE(none);
  CHECK(all.size() == 0);
}

TEST_CASE("event_queue: events at which the server fails do not delay the others") {
  event_queue q = queue_of(10, 2);
  q.take();
  q.push("3");
  CHECK(q.settle({500}).outcome == flush_outcome::kept);
  CHECK(all_of(q) == "3,1,2");
  CHECK(events_in(q.take(1)) == "3");
  const flush_result r =
      q.settle({.status = 207, .body = R"({"results":[{"index":0,"status":507}]})"});
  CHECK(r.outcome == flush_outcome::kept);
  CHECK(r.delivered == 0);
  CHECK(all_of(q) == "1,2,3");

  event_queue full = queue_of(3, 3);
  full.take();
  for (const char* const e : {"4", "5"}) full.push(e);
  CHECK(full.settle({500}).dropped == 2);
  CHECK(all_of(full) == "1,2,3");
}

TEST_CASE("event_queue: the saved events of a full queue fit into another one") {
  event_queue q = queue_of(3, 3);
  q.take();
  for (const char* const e : {"4", "5", "6"}) q.push(e);
  q.settle({503});
  std::vector<std::string> saved;
  q.for_each([&](const std::string& e) { saved.push_back(e); });
  event_queue other(3);
  CHECK(other.restore(saved) == 0);
  CHECK(all_of(other) == "1,2,3,4,5,6");
  other.push("7");
  CHECK(all_of(other) == "1,2,3,5,6,7");
  event_queue fuller = queue_of(3, 2);
  CHECK(fuller.restore({"a", "b", "c", "d", "e"}) == 1);
  CHECK(all_of(fuller) == "b,c,d,e,1,2");
}

TEST_CASE("event_queue: the rest of a flush is not dropped if a part was delivered") {
  event_queue q = queue_of(2, 2);
  q.take();
  q.push("3"), q.push("4");
  CHECK(q.settle({503}).dropped == 0);
  CHECK(events_in(q.take(1)) == "1");
  const flush_result r = q.settle({200});
  CHECK(r.dropped == 0);
  CHECK(all_of(q) == "2,3,4");
}

TEST_CASE("event_queue: a response without a request changes nothing") {
  event_queue q = queue_of(3, 2);
  CHECK(q.settle({200}).events == 0);
  CHECK(all_of(q) == "1,2");
}

TEST_CASE("event_queue: a contradictory success keeps the events and reports the reason") {
  event_queue q = queue_of(10, 2);
  q.take();
  const flush_result r = q.settle({.status = 200, .body = R"({"accepted":3,"rejected":[]})"});
  CHECK(r.outcome == flush_outcome::kept);
  REQUIRE(r.violations.size() == 1);
  CHECK(r.violations[0].path == "/accepted");
  CHECK(all_of(q) == "1,2");
  // The service does not publish the form of its responses: any other form counts as no response.
  for (const char* const body : {"", "OK", R"({"success":true})"}) {
    event_queue other = queue_of(10, 2);
    other.take();
    CHECK(other.settle({.status = 207, .body = body}));
  }
  event_queue strict(10, {.max_events = event_queue::no_limit}, assay::response_format::detect);
  strict.push("1");
  strict.take();
  CHECK(strict.settle({.status = 200, .body = "OK"}).outcome == flush_outcome::kept);
}

TEST_CASE("event_queue: halves that fail are kept as halves, in order, before new events") {
  event_queue q = queue_of(10, 4);
  q.take();
  CHECK(q.settle({400}).outcome == flush_outcome::split);
  q.push("5");
  CHECK(all_of(q) == "1,2,3,4,5");
  CHECK(events_in(q.take()) == "1,2");
  CHECK(all_of(q) == "1,2,3,4,5");
  CHECK(q.settle({503}).outcome == flush_outcome::kept);
  CHECK(all_of(q) == "1,2,3,4,5");
  CHECK(events_in(q.take()) == "1,2");
  q.settle({200});
  CHECK(events_in(q.take()) == "3,4");
  q.settle({200});
  CHECK_FALSE(q.has_next());
  CHECK(events_in(q.take()) == "5");
}

TEST_CASE("event_queue: after a clear it also forgets the events in flight") {
  for (const int status : {200, 400, 500}) {
    event_queue q = queue_of(10, 3);
    q.take();
    q.push("4");
    q.clear();
    CHECK(q.size() == 0);
    q.push("5");
    CHECK(q.settle({status}).outcome == flush_outcome::forgotten);
    CHECK(all_of(q) == "5");
    q.take();
    CHECK(q.settle({500}).outcome == flush_outcome::kept);
  }
}

TEST_CASE(
    "event_queue: events of an earlier run are sent first, and the newest that fit are kept") {
  event_queue q = queue_of(3, 1);
  CHECK(q.restore({"x", "y"}) == 0);
  CHECK(q.restore({"s", "t", "u", "v"}) == 1);
  CHECK(all_of(q) == "t,u,v,x,y,1");
  CHECK(q.new_count() == 3); // as many as fit
}

TEST_CASE("event_queue: for any responses, every event is delivered, rejected, dropped or kept, "
          "exactly once") {
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    const std::size_t max_size = 1 + random() % 12;
    event_queue q(max_size);
    std::set<std::string> poisonous, delivered, refused;
    std::size_t dropped = 0, made = 0;
    for (int step = 0; step < 60; ++step) {
      if (random() % 2 == 0) {
        const std::string e = "\"" + std::to_string(made++) + "\"";
        if (random() % 8 == 0) poisonous.insert(e);
        dropped += q.push(e);
      } else if (q.is_in_flight()) {
        std::vector<std::string> all;
        q.for_each([&](const std::string& e) { all.push_back(e); });
        const std::size_t before = q.size();
        constexpr int failures[] = {0, 201, 401, 429, 500};
        const bool fails = random() % 3 == 0;
        std::size_t in_flight = 0;
        {
          event_queue probe = q; // the number of events in flight; they are the first of all
          in_flight = probe.settle({200}).events;
        }
        bool bad = false;
        for (std::size_t i = 0; i < in_flight; ++i) bad = bad || poisonous.contains(all[i]);
        const flush_result r = q.settle({fails ? failures[random() % 5] : bad ? 400 : 200});
        dropped += r.dropped;
        if (r.outcome == flush_outcome::delivered)
          for (std::size_t i = 0; i < in_flight; ++i) REQUIRE(delivered.insert(all[i]).second);
        if (r.outcome == flush_outcome::refused) {
          REQUIRE(poisonous.contains(r.refused.at(0).text));
          REQUIRE(refused.insert(r.refused.at(0).text).second);
        }
        const bool gone =
            r.outcome == flush_outcome::delivered || r.outcome == flush_outcome::refused;
        REQUIRE(q.size() == before - r.dropped - (gone ? in_flight : 0));
      } else if (q.has_waiting()) {
        q.take();
      }
      REQUIRE(delivered.size() + refused.size() + dropped + q.size() == made);
      REQUIRE(q.size() <= 4 * max_size);
    }
    if (q.is_in_flight()) dropped += q.settle({0}).dropped;
    while (q.has_waiting()) { // the server works again: everything is sent
      const std::string body = q.take();
      bool bad = false;
      for (const std::string& e : poisonous) bad = bad || body.find(e) != std::string::npos;
      const flush_result r = q.settle({bad ? 422 : 200});
      if (r.outcome == flush_outcome::refused) refused.insert(r.refused.at(0).text);
    }
    REQUIRE(q.size() == 0);
  }
}
