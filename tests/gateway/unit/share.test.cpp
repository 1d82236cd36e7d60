// SPDX-License-Identifier: BSL-1.0
#include "http/share.hpp"

#include "support/catch.hpp"

#include <atomic>
#include <cstddef>

TEST_CASE("share: parts grow up to the common limit, and can always shrink") {
  std::atomic<std::size_t> all{0};
  gateway::share a, b;
  CHECK(a.resize(all, 60, 100));
  CHECK(b.resize(all, 40, 100));
  CHECK_FALSE(b.resize(all, 41, 100));
  CHECK(all == 100);
  CHECK(a.resize(all, 30, 100));
  CHECK(b.resize(all, 70, 100));
  CHECK_FALSE(a.resize(all, 31, 100));
  CHECK(b.resize(all, 69, 10)); // a part can become smaller although the total is too large
  CHECK(a.resize(all, 0, 0));
  CHECK(b.resize(all, 0, 0));
  CHECK(all == 0);
}
