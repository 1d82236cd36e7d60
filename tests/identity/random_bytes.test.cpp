// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/random_bytes.hpp"

#include "support/catch.hpp"

TEST_CASE("random_bytes: has the given number of bytes") {
  CHECK(sizeof(assay::random_bytes<10>) == 10);
  CHECK(assay::random_bytes<2>{7}[1] == 0);
}
