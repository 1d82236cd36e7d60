#include "assay/producttelemetry/event_queue.hpp"

#include "support/catch.hpp"

#include <random>
#include <set>
#include <string>
#include <vector>

using namespace assay::producttelemetry;

namespace {

/// The events, which stand for themselves, of a body: `{"events":[1,2]}` is "1,2".
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

TEST_CASE("event_queue: when it is full the oldest goes, and is counted") {
  event_queue q(3);
  for (const char* const e : {"1", "2", "3"}) CHECK(q.push(e) == 0);
  CHECK(q.push("4") == 1);
  CHECK(all_of(q) == "2,3,4");
  CHECK(event_queue(0).push("1") == 0); // counts as 1
}

TEST_CASE("event_queue: a request takes all that waits, and exactly 200 and 207 deliver it") {
  for (const int status : {200, 207}) {
    event_queue q = queue_of(10, 3);
    CHECK(events_in(q.take()) == "1,2,3");
    CHECK(q.is_in_flight());
    CHECK_FALSE(q.has_waiting());
    q.push("4");
    CHECK(all_of(q) == "1,2,3,4");
    const flush_result r = q.settle(status);
    CHECK(r.outcome == flush_outcome::delivered);
    CHECK(r.events == 3);
    CHECK(all_of(q) == "4");
  }
}

TEST_CASE("event_queue: after any other answer the events are kept, and go first the next time") {
  for (const int status : {0,   100, 201, 202, 204, 206, 208, 301, 302, 401, 403,
                           404, 405, 408, 409, 425, 429, 500, 502, 503, 504}) {
    CAPTURE(status);
    event_queue q = queue_of(10, 2);
    q.take();
    q.push("3");
    const flush_result r = q.settle(status);
    CHECK(r.outcome == flush_outcome::kept);
    CHECK(r.dropped == 0);
    CHECK(q.new_count() == 1); // those that are kept do not count for the next flush
    CHECK(events_in(q.take()) == "1,2,3");
  }
}

TEST_CASE("event_queue: of what is kept the newest stay") {
  event_queue q = queue_of(3, 3);
  q.take();
  for (const char* const e : {"4", "5", "6"}) CHECK(q.push(e) == 0);
  CHECK(q.settle(500).dropped == 0);
  CHECK(events_in(q.take()) == "1,2,3,4,5,6");
  const flush_result r = q.settle(500);
  CHECK(r.events == 6);
  CHECK(r.dropped == 3);
  CHECK(all_of(q) == "4,5,6");
}

TEST_CASE("event_queue: a body that is refused for good goes out again in halves, down to the one "
          "event") {
  for (const int status : {400, 413, 422}) {
    event_queue q = queue_of(10, 5); // 4 is poisonous
    std::vector<std::string> bodies;
    std::string refused;
    while (q.has_waiting()) {
      bodies.push_back(events_in(q.take()));
      const bool bad = bodies.back().find('4') != std::string::npos;
      const flush_result r = q.settle(bad ? status : 200);
      if (r.outcome == flush_outcome::refused) refused += r.refused_event;
    }
    CHECK(bodies == std::vector<std::string>{"1,2,3,4,5", "1,2", "3,4,5", "3", "4,5", "4", "5"});
    CHECK(refused == "4");
    CHECK(q.size() == 0);
  }
}

TEST_CASE("event_queue: halves that fail are kept as halves, in order, before new events") {
  event_queue q = queue_of(10, 4);
  q.take();
  CHECK(q.settle(400).outcome == flush_outcome::split);
  q.push("5");
  CHECK(all_of(q) == "1,2,3,4,5");
  CHECK(events_in(q.take()) == "1,2");
  CHECK(all_of(q) == "1,2,3,4,5");
  CHECK(q.settle(503).outcome == flush_outcome::kept);
  CHECK(all_of(q) == "1,2,3,4,5");
  CHECK(events_in(q.take()) == "1,2");
  q.settle(200);
  CHECK(events_in(q.take()) == "3,4");
  q.settle(200);
  CHECK_FALSE(q.has_halves());
  CHECK(events_in(q.take()) == "5");
}

TEST_CASE("event_queue: cleared, it forgets what is in flight too") {
  for (const int status : {200, 400, 500}) {
    event_queue q = queue_of(10, 3);
    q.take();
    q.push("4");
    q.clear();
    CHECK(q.size() == 0);
    q.push("5");
    CHECK(q.settle(status).outcome == flush_outcome::forgotten);
    CHECK(all_of(q) == "5");
    q.take();
    CHECK(q.settle(500).outcome == flush_outcome::kept);
  }
}

TEST_CASE("event_queue: events of an earlier run go first; there is room for the newest") {
  event_queue q = queue_of(3, 1);
  CHECK(q.restore({"x", "y"}) == 0);
  CHECK(q.restore({"u", "v"}) == 1);
  CHECK(all_of(q) == "v,x,y,1");
  CHECK(q.new_count() == 1);
}

TEST_CASE("event_queue: whatever is answered, every event is delivered, refused, dropped or still "
          "there, once") {
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
          event_queue probe = q; // how many there are: the first of all
          in_flight = probe.settle(200).events;
        }
        bool bad = false;
        for (std::size_t i = 0; i < in_flight; ++i) bad = bad || poisonous.contains(all[i]);
        const flush_result r = q.settle(fails ? failures[random() % 5] : bad ? 400 : 200);
        dropped += r.dropped;
        if (r.outcome == flush_outcome::delivered)
          for (std::size_t i = 0; i < in_flight; ++i) REQUIRE(delivered.insert(all[i]).second);
        if (r.outcome == flush_outcome::refused) {
          REQUIRE(poisonous.contains(r.refused_event));
          REQUIRE(refused.insert(r.refused_event).second);
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
    if (q.is_in_flight()) dropped += q.settle(0).dropped;
    while (q.has_waiting()) { // the server is well: all goes out
      const std::string body = q.take();
      bool bad = false;
      for (const std::string& e : poisonous) bad = bad || body.find(e) != std::string::npos;
      const flush_result r = q.settle(bad ? 422 : 200);
      if (r.outcome == flush_outcome::refused) refused.insert(r.refused_event);
    }
    REQUIRE(q.size() == 0);
  }
}
