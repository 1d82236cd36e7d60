// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/detail/hex.hpp"

#include "support/catch.hpp"

#include <array>
#include <cstdint>
#include <string>

using namespace assay::detail;

TEST_CASE("hex: two lower-case digits for each byte") {
  std::array<std::uint8_t, 256> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  std::array<char, 512> text{};
  REQUIRE(put_hex(text.data(), bytes) == text.data() + text.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::string digits(&text[2 * i], 2);
    CHECK(std::stoul(digits, nullptr, 16) == i);
    CHECK(is_hex(digits, 2));
  }
}

TEST_CASE("hex: upper case, other characters and other sizes are rejected") {
  for (const char* text :
       {"", "0", "000", "0G", "0g", "AB", "aB", "0 ", "0\xC3", "@0", "`0", "/0", ":0"}) {
    CAPTURE(text);
    CHECK_FALSE(is_hex(text, 2));
  }
  CHECK(is_hex("", 0));
}
