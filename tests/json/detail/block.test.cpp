#include "assay/json/detail/block.hpp"

#include "support/catch.hpp"

#include <cstddef>
#include <cstring>
#include <random>
#include <string_view>

using namespace assay::detail;

namespace {

bool interrupts(char c) {
  const auto u = static_cast<unsigned char>(c);
  return c == '"' || c == '\\' || u < 0x20 || u >= 0x80;
}

/// Where the first byte that interrupts stands; the block's size when there is none.
std::ptrdiff_t first_interruption(const char* p) {
  const auto mask = interrupting(p);
  return mask == 0 ? block_size : first_of(mask);
}

} // namespace

TEST_CASE("block: the first of 8 bytes is the lowest of the number") {
  CHECK(load64("\x01\x02\x03\x04\x05\x06\x07\xFF") == 0xFF07060504030201u);
}

TEST_CASE("block: each byte at each place interrupts a string or does not") {
  char block[block_size];
  for (std::ptrdiff_t at = 0; at < block_size; ++at)
    for (int c = 0; c < 256; ++c) {
      std::memset(block, 'a', sizeof block);
      block[at] = static_cast<char>(c);
      CAPTURE(at, c);
      REQUIRE(first_interruption(block) == (interrupts(block[at]) ? at : block_size));
    }
}

TEST_CASE("block: the first of several interruptions is found, whatever stands before and behind it") {
  std::mt19937 random(16);
  constexpr std::string_view edges("\"\\!#[]\x1F\x20\x21\x7F\x80\x81\xFF\0\x01\x5B\x5D\x9F\xA0\xA2\xDC", 21);
  char block[block_size];
  for (int round = 0; round < 100'000; ++round) {
    const bool mostly_plain = round % 2 == 0;
    for (char& c : block) c = mostly_plain && random() % 8 != 0 ? 'a' : edges[random() % edges.size()];
    std::ptrdiff_t expected = 0;
    while (expected < block_size && !interrupts(block[expected])) ++expected;
    CAPTURE(std::string_view(block, sizeof block));
    REQUIRE(first_interruption(block) == expected);
  }
}

TEST_CASE("block: a copy is the block and nothing else") {
  char from[block_size], to[block_size + 2];
  for (std::size_t i = 0; i < sizeof from; ++i) from[i] = static_cast<char>('A' + i);
  std::memset(to, '.', sizeof to);
  copy_block(to + 1, from);
  CHECK(to[0] == '.');
  CHECK(std::string_view(to + 1, sizeof from) == std::string_view(from, sizeof from));
  CHECK(to[block_size + 1] == '.');
}
