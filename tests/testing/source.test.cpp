// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/source.hpp"

#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <span>

using assay::testing::source;

TEST_CASE("source: a seed gives the same choices everywhere") {
  source from(7);
  // The first numbers of splitmix64 with this seed, as its author's program prints them.
  CHECK(from.bits() == 0x63CBE1E459320DD7);
  CHECK(from.bits() == 0x044C3CD7F43C661C);
  CHECK(from.bits() == 0xE6984080BAB12A02);
  static_assert([] {
    source at_compile_time(1);
    return at_compile_time.below(10) < 10;
  }());
}

TEST_CASE("source: bytes are used in order, then there are zeros") {
  const std::array<std::uint8_t, 4> bytes{5, 1, 2, 255};
  source from{std::span(bytes)};
  CHECK(from.below(10) == 5);
  CHECK(from.below(1000) == 0x0102);
  CHECK(!from.is_empty());
  CHECK(from.one_in(256));
  CHECK(from.is_empty());
  CHECK(from.bits() == 0);
  CHECK(from.below(10) == 0);
  CHECK(!from.one_in(2));
}

TEST_CASE("source: choices are within their range, and all of them occur") {
  source from(1);
  std::set<std::size_t> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::size_t n = from.between(3, 7);
    CHECK((n >= 3 && n <= 7));
    seen.insert(n);
  }
  CHECK(seen.size() == 5);
  CHECK(from.below(0) == 0);
  CHECK(from.below(1) == 0);
  CHECK(from.between(4, 4) == 4);
  CHECK(from.one_in(0));
  CHECK(from.one_in(1));
}
