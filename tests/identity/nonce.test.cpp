// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/nonce.hpp"

#include "support/catch.hpp"

using namespace assay;

static_assert(make_nonce({0x0A, 0x1B, 0x2C, 0x3D}) == "0a1b2c3d", "usable at compile time");

TEST_CASE("nonce: exactly 8 hexadecimal digits") {
  CHECK(make_nonce({}) == "00000000");
  CHECK(make_nonce({0xFF, 0xFF, 0xFF, 0xFF}) == "ffffffff");
  CHECK(is_nonce(make_nonce({1, 2, 3, 250})));
  for (const char* text :
       {"", "0a1b2c3", "0a1b2c3d4", "0A1B2C3D", "0a1b2c3g", "0a1b:c3d", " a1b2c3d"}) {
    CAPTURE(text);
    CHECK_FALSE(is_nonce(text));
  }
}
