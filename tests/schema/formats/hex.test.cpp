// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/hex.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

using assay::is_hex;

static_assert(is_hex("0af7651916cd43dd8448eb211c80319c"), "usable at compile time");

TEST_CASE("hex: exactly the digits of base 16, in either case") {
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  CHECK(is_hex(digits));
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    CAPTURE(byte);
    CHECK(is_hex(text) == (digits.find(text) != digits.npos));
    CHECK(is_hex("0" + text + "f") == is_hex(text));
  }
  CHECK_FALSE(is_hex(""));
  CHECK_FALSE(is_hex("0x1f"));
}
