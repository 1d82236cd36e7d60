// SPDX-License-Identifier: BSL-1.0
#include "assay/json/cycles.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

constexpr auto no_thing = static_cast<std::size_t>(-1);

/// Returns the first member of each cycle.
std::vector<std::size_t> cycles_of(const std::vector<std::size_t>& within) {
  std::vector<std::size_t> out;
  assay::for_each_cycle(
      within.size(), [&](std::size_t i) { return within[i]; },
      [&](std::size_t at) {
        std::size_t least = at;
        for (std::size_t i = within[at]; i != at; i = within[i]) least = std::min(least, i);
        out.push_back(least);
      });
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace

TEST_CASE("cycles: a forest has none") {
  CHECK(cycles_of({}).empty());
  CHECK(cycles_of({no_thing, 0, 0, 1}).empty());
  CHECK(cycles_of({1, 2, no_thing}).empty());
}

TEST_CASE("cycles: each cycle is found once, without the members that only lead to it") {
  CHECK(cycles_of({0}) == std::vector<std::size_t>{0});
  CHECK(cycles_of({no_thing, 2, 1}) == std::vector<std::size_t>{1});
  CHECK(cycles_of({1, 2, 3, 1, 0}) == std::vector<std::size_t>{1}); // 4 and 0 lead into 1, 2, 3
  CHECK(cycles_of({1, 0, 3, 2, 4, 4, 5, no_thing}) == std::vector<std::size_t>{0, 2, 4});
}

TEST_CASE("cycles: the callback may cut its cycle") {
  std::vector<std::uint32_t> within{1, 0, 0};
  int count = 0;
  assay::for_each_cycle(
      std::uint32_t{3}, [&](std::uint32_t i) { return within[i]; },
      [&](std::uint32_t at) { within[at] = UINT32_MAX, ++count; });
  CHECK(count == 1);
}

TEST_CASE("cycles: a long chain is walked once") {
  std::vector<std::size_t> chain(1'000'000);
  for (std::size_t i = 0; i < chain.size(); ++i) chain[i] = i + 1;
  chain.back() = no_thing;
  CHECK(cycles_of(chain).empty());
  chain.back() = 0;
  CHECK(cycles_of(chain) == std::vector<std::size_t>{0});
}
