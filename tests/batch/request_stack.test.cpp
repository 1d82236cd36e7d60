// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/request_stack.hpp"

#include "support/catch.hpp"

#include <random>
#include <string>
#include <utility>
#include <vector>

using assay::events_wrapper;
using assay::request_limits;
using stack = assay::request_stack<std::string>;

namespace {

constexpr request_limits wide{1000, 1000};

std::string joined(const stack::group& events) {
  std::string out;
  for (const std::string& e : events) out += e + ' ';
  return out;
}

stack::group take(stack& s, const request_limits& limits = wide) {
  std::string body;
  return s.take(body, events_wrapper, limits);
}

std::string all_of(const stack& s) {
  std::string out;
  s.for_each([&](const std::string& e) { out += e + ' '; });
  return out;
}

} // namespace

TEST_CASE("request_stack: the group pushed last is sent first, in order") {
  stack s;
  CHECK(s.is_empty());
  s.push({});
  CHECK(s.is_empty());
  s.push({"3", "4"});
  s.push({"1", "2"});
  CHECK(s.size() == 4);
  CHECK(all_of(s) == "1 2 3 4 ");
  std::string body;
  CHECK(joined(s.take(body, events_wrapper, wide)) == "1 2 ");
  CHECK(body == R"({"events":[1,2]})");
  CHECK(joined(take(s)) == "3 4 ");
  CHECK(s.is_empty());
}

TEST_CASE("request_stack: a request is as large as the limits allow, with at least one event") {
  const std::size_t two = std::string(R"({"events":[11,22]})").size();
  for (const auto& [limits, wanted] :
       {std::pair(request_limits{2, 1000}, "11 22 "), std::pair(request_limits{9, two}, "11 22 "),
        std::pair(request_limits{9, two - 1}, "11 "), std::pair(request_limits{0, 0}, "11 ")}) {
    stack s;
    s.push({"11", "22", "33"});
    std::string body;
    const stack::group taken = s.take(body, events_wrapper, limits);
    CHECK(joined(taken) == wanted);
    std::string same;
    assay::append_body(same, taken.begin(), taken.end(), events_wrapper);
    CHECK(body == same);
    CHECK(all_of(s) == std::string("11 22 33 ").substr(joined(taken).size()));
  }
}

TEST_CASE("request_stack: halves keep the order, and the second one is the larger") {
  stack s;
  s.push({"6"});
  s.push_halves({"1", "2", "3", "4", "5"});
  CHECK(joined(take(s)) == "1 2 ");
  CHECK(joined(take(s)) == "3 4 5 ");
  CHECK(all_of(s) == "6 ");
}

TEST_CASE("request_stack: drops the events that would be sent first") {
  for (std::size_t n = 0; n <= 5; ++n) {
    stack s;
    s.push({"3", "4", "5"});
    s.push({"1", "2"});
    s.drop(n);
    CHECK(all_of(s) == std::string("1 2 3 4 5 ").substr(2 * n));
    CHECK(s.size() == 5 - n);
  }
  stack s;
  s.push({"1"});
  s.clear();
  CHECK(s.is_empty());
}

TEST_CASE("request_stack: whatever is pushed, halved and taken, no event is lost or duplicated") {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    stack s;
    stack::group all;
    for (std::size_t n = 1 + random() % 40; all.size() < n;)
      all.push_back(std::to_string(1000 + all.size()));
    const std::string wanted = joined(all);
    s.push(std::move(all));
    std::string seen;
    while (!s.is_empty()) {
      stack::group g = take(s, {1 + random() % 12, 20 + random() % 80});
      REQUIRE_FALSE(g.empty());
      if (random() % 4 == 0 && g.size() > 1) s.push_halves(std::move(g));
      else if (random() % 4 == 0) s.push(std::move(g));
      else seen += joined(g);
    }
    REQUIRE(seen == wanted);
  }
}

TEST_CASE("request_counter: counts the events that fit, and the bytes of their body") {
  assay::request_counter c(events_wrapper, {2, 1000});
  CHECK(c.bytes() == events_wrapper.empty_size());
  CHECK(c.add(5));
  CHECK(c.add(5));
  CHECK_FALSE(c.add(1));
  CHECK(c.count() == 2);
  CHECK(c.bytes() == events_wrapper.empty_size() + 11);
}

TEST_CASE(
    "learned_body_limit: a rejection halves the events' bytes, and the limit never rises again") {
  assay::learned_body_limit l(1000);
  CHECK(l.bytes() == 1000);
  l.refuse(800, 20);
  CHECK(l.bytes() == 410);
  l.refuse(900, 20);
  CHECK(l.bytes() == 410);
}
