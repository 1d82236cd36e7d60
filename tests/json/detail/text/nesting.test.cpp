// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/nesting.hpp"

#include "support/catch.hpp"

#include <random>
#include <vector>

using assay::detail::nesting;

namespace {

/// Returns whether both have the same open containers.
bool agree(const nesting& n, const std::vector<bool>& open) {
  if (n.depth() != open.size()) return false;
  return open.empty() || (n.in_object() == open.back() && n.closing() == (open.back() ? '}' : ']'));
}

} // namespace

TEST_CASE("nesting: nothing is open at first") { CHECK(nesting().depth() == 0); }

TEST_CASE("nesting: containers close in the order they were opened in, across words of 64") {
  std::mt19937 random(64);
  for (int round = 0; round < 300; ++round) {
    nesting n;
    std::vector<bool> open;
    const std::size_t turn = random() % 200;
    for (int step = 0; step < 1000; ++step) {
      // Oscillates around a depth, so that words are left and entered again.
      if (open.empty() || (open.size() < turn ? random() % 4 != 0 : random() % 4 == 0)) {
        open.push_back(random() % 2 == 0);
        n.push(open.back());
      } else {
        open.pop_back();
        REQUIRE(n.pop() == open.size());
      }
      REQUIRE(agree(n, open));
    }
  }
}

TEST_CASE("nesting: containers can open up to the maximum depth") {
  std::mt19937 random(65'536);
  nesting n;
  std::vector<bool> open;
  while (open.size() < nesting::max_depth) {
    open.push_back(random() % 2 == 0);
    n.push(open.back());
  }
  REQUIRE(agree(n, open));
  bool all = true;
  while (!open.empty()) {
    open.pop_back();
    n.pop();
    all = all && agree(n, open);
  }
  CHECK(all);
}
