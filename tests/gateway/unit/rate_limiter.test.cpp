// SPDX-License-Identifier: BSL-1.0
#include "http/rate_limiter.hpp"

#include "support/catch.hpp"

#include <chrono>

using gateway::rate_limiter;
using std::chrono::milliseconds;

TEST_CASE("rate limiter: a key may make the requests of one second at once, and more over time") {
  rate_limiter limiter(2, 10);
  auto now = rate_limiter::clock::time_point(std::chrono::hours(1));
  const auto taken = [&](std::size_t key) {
    int n = 0;
    while (n < 1000 && limiter.take(key, now)) ++n;
    return n;
  };
  CHECK(taken(0) == 10);
  CHECK(taken(0) == 0);
  CHECK(taken(1) == 10); // a separate bucket
  now += milliseconds(99);
  CHECK(taken(0) == 0);
  now += milliseconds(2);
  CHECK(taken(0) == 1);
  now += milliseconds(500);
  CHECK(taken(0) == 5);
  now += std::chrono::hours(1);
  CHECK(taken(0) == 10); // a bucket does not save more
  now -= milliseconds(10'000);
  CHECK(taken(0) == 0); // a clock that goes back adds nothing
}

TEST_CASE("rate limiter: without a rate there is no limit") {
  rate_limiter limiter(1, 0);
  const auto now = rate_limiter::clock::now();
  for (int i = 0; i < 10'000; ++i) REQUIRE(limiter.take(0, now));
}
