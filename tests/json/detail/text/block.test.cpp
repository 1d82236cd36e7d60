// SPDX-License-Identifier: BSL-1.0
#include "assay/json/detail/text/block.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

using namespace assay::detail;

// Each processor has a different path.
#if defined(ASSAY_NO_SIMD)
static_assert(!ASSAY_SSE2 && !ASSAY_NEON && block_size == 8);
#elif defined(__x86_64__)
static_assert(ASSAY_SSE2 && !ASSAY_NEON && block_size == 16);
#elif defined(__aarch64__) && !defined(__AARCH64EB__)
static_assert(ASSAY_NEON && !ASSAY_SSE2 && block_size == 16);
#elif defined(__s390x__)
static_assert(!ASSAY_SSE2 && !ASSAY_NEON && block_size == 8);
#endif

namespace {

bool interrupts(char c) {
  const auto u = static_cast<unsigned char>(c);
  return c == '"' || c == '\\' || u < 0x20 || u >= 0x80;
}

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

/// Returns one bit for each of `size` bytes for which `f` is true.
template <class F>
std::uint64_t expected_map(const char* p, std::ptrdiff_t size, F f) {
  std::uint64_t map = 0;
  for (std::ptrdiff_t i = 0; i < size; ++i) map |= std::uint64_t{f(p[i])} << i;
  return map;
}

} // namespace

TEST_CASE("block: each byte at each place interrupts a string or not") {
  char block[block_size];
  for (std::ptrdiff_t at = 0; at < block_size; ++at)
    for (int c = 0; c < 256; ++c) {
      std::memset(block, 'a', sizeof block);
      block[at] = static_cast<char>(c);
      CAPTURE(at, c);
      REQUIRE(interrupting(block) == expected_map(block, block_size, interrupts));
      REQUIRE(bits(digit_lanes(block)) == expected_map(block, block_size, is_decimal_digit));
      REQUIRE(is_none(interrupting_lanes(block)) == !interrupts(block[at]));
      REQUIRE(is_none(digit_lanes(block)) == !is_decimal_digit(block[at]));
      for (const char sought : {'a', '\n', '\0', '\x80', '\xFF', static_cast<char>(c ^ 1)})
        REQUIRE(bits(equal_lanes(block, sought)) ==
                expected_map(block, block_size, [&](char b) { return b == sought; }));
    }
}

TEST_CASE("block: every interruption and every digit is found, whatever is beside it") {
  std::mt19937 random(16);
  constexpr std::string_view edges(
      "\"\\!#[]\x1F\x20\x21\x7F\x80\x81\xFF\0\x01\x5B\x5D\x9F\xA0\xA2\xDC/09:\xAF\xB0\xB9\xBA", 29);
  char block[64];
  for (int round = 0; round < 100'000; ++round) {
    const bool mostly_plain = round % 2 == 0;
    for (char& c : block)
      c = mostly_plain && random() % 8 != 0 ? 'a' : edges[random() % edges.size()];
    CAPTURE(std::string_view(block, sizeof block));
    REQUIRE(map_of<32, interrupting_lanes>(block) == expected_map(block, 32, interrupts));
    REQUIRE(map_of<64, interrupting_lanes>(block) == expected_map(block, 64, interrupts));
    REQUIRE(map_of<32, digit_lanes>(block) == expected_map(block, 32, is_decimal_digit));
    REQUIRE(map_of<64, digit_lanes>(block) == expected_map(block, 64, is_decimal_digit));
    REQUIRE(interrupting(block) == expected_map(block, block_size, interrupts));
    REQUIRE(bits(digit_lanes(block)) == expected_map(block, block_size, is_decimal_digit));
    REQUIRE(is_uninterrupted<64>(block) == (expected_map(block, 64, interrupts) == 0));
    REQUIRE(((interrupting_bytes(load64(block)) & tops) == 0) ==
            (expected_map(block, 8, interrupts) == 0));
  }
}

TEST_CASE("block: a copy writes exactly the block") {
  char from[block_size], to[block_size + 2];
  for (std::size_t i = 0; i < sizeof from; ++i) from[i] = static_cast<char>('A' + i);
  std::memset(to, '.', sizeof to);
  copy_block(to + 1, from);
  CHECK(to[0] == '.');
  CHECK(std::string_view(to + 1, sizeof from) == std::string_view(from, sizeof from));
  CHECK(to[block_size + 1] == '.');
}

TEST_CASE("block: four blocks cover exactly the text that they fit") {
  constexpr auto block = static_cast<std::size_t>(block_size);
  CHECK_FALSE(fits_four_blocks(0));
  CHECK_FALSE(fits_four_blocks(block - 1));
  CHECK_FALSE(fits_four_blocks(4 * block + 1));
  for (std::size_t size = block; size <= 4 * block; ++size) {
    CAPTURE(size);
    CHECK(fits_four_blocks(size));
    std::string covered(size, '.');
    for_four_blocks(size, [&](std::size_t i) {
      REQUIRE(i + block <= size);
      std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(i), block, 'x');
    });
    CHECK(covered == std::string(size, 'x'));
  }
}

TEST_CASE("block: one byte at any place interrupts 64") {
  char block[64];
  for (std::size_t at = 0; at < sizeof block; ++at)
    for (int c = 0; c < 256; ++c) {
      std::memset(block, 'a', sizeof block);
      block[at] = static_cast<char>(c);
      CAPTURE(at, c);
      REQUIRE(is_uninterrupted<64>(block) == !interrupts(block[at]));
      const std::uint64_t there = std::uint64_t{1} << at;
      REQUIRE(map_of<64, interrupting_lanes>(block) == (interrupts(block[at]) ? there : 0));
      REQUIRE(map_of<64, digit_lanes>(block) == (is_decimal_digit(block[at]) ? there : 0));
      if (at >= 32) continue;
      REQUIRE(map_of<32, interrupting_lanes>(block) == (interrupts(block[at]) ? there : 0));
      REQUIRE(map_of<32, digit_lanes>(block) == (is_decimal_digit(block[at]) ? there : 0));
    }
}

TEST_CASE("block: equal bytes are counted in each byte up to 255 times") {
  char block[block_size];
  for (std::size_t at = 0; at < sizeof block; ++at) {
    std::memset(block, 'a', sizeof block);
    block[at] = '\n';
    lanes counts{}, others{};
    for (int i = 0; i < 255; ++i) {
      counts = counted(counts, equal_lanes(block, '\n'));
      others = counted(others, equal_lanes(block, 'a'));
    }
    CAPTURE(at);
    CHECK(sum_of(counts) == 255);
    CHECK(sum_of(others) == 255 * (sizeof block - 1));
  }
}

TEST_CASE("block: the first interruption of 64 bytes is found at its place only") {
  std::mt19937 random(64);
  char block[64];
  for (int round = 0; round < 5'000; ++round) {
    std::memset(block, 'a', sizeof block);
    for (auto n = random() % 3; n != 0; --n) block[random() % 64] = "\"\\\n\x80"[random() % 4];
    const std::uint64_t map = expected_map(block, 64, interrupts);
    CAPTURE(std::string_view(block, sizeof block));
    std::uint64_t found = 0;
    for (std::size_t place = 0; place < 64; ++place)
      found |= std::uint64_t{is_first_interruption(block, place)} << place;
    REQUIRE(found == (map & (~map + 1)));
  }
}
