// SPDX-License-Identifier: BSL-1.0
#include "assay/detail/words.hpp"

#include "support/catch.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

using namespace assay::detail;

static_assert(load64("01234567") == 0x3736353433323130u, "usable at compile time");

TEST_CASE("words: the first of 8 bytes is the lowest byte of the number") {
  CHECK(load64("\x01\x02\x03\x04\x05\x06\x07\xFF") == 0xFF07060504030201u);
}

TEST_CASE("words: each byte at each place is found inside or outside of its range") {
  constexpr std::string_view low = "09az  -+", high = "09zz~A-.";
  constexpr byte_ranges ranges{low, high};
  for (std::size_t at = 0; at < 8; ++at)
    for (int c = 0; c < 256; ++c) {
      std::string text(low);
      text[at] = static_cast<char>(c);
      const bool is_inside =
          c >= static_cast<unsigned char>(low[at]) && c <= static_cast<unsigned char>(high[at]);
      CAPTURE(at, c);
      const std::uint64_t outside = ranges.outside(load64(text.data()));
      REQUIRE((outside == 0) == is_inside);
      if (!is_inside) REQUIRE((outside >> (8 * at + 7) & 1) == 1);
      if (c < 0x80 && !is_inside) REQUIRE(outside == std::uint64_t{0x80} << 8 * at);
    }
}

TEST_CASE("words: eight digits are converted to their number") {
  std::mt19937 random(8);
  for (int round = 0; round < 10'000; ++round) {
    const std::uint64_t number = random() % 100'000'000;
    char text[16];
    std::snprintf(text, sizeof text, "%08llu", static_cast<unsigned long long>(number));
    REQUIRE(other_than_digits(load64(text)) == 0);
    REQUIRE(number_of_digits(load64(text) - ones * '0') == number);
  }
}
