// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/uuid.hpp"

#include "assay/identity/system_source.hpp"
#include "support/catch.hpp"

#include <string>

TEST_CASE("uuid: the random bytes, with version and variant set") {
  CHECK(assay::random_uuid(assay::random_bytes<16>{}) == "00000000-0000-4000-8000-000000000000");
  assay::random_bytes<16> ones{};
  ones.fill(0xFF);
  CHECK(assay::random_uuid(ones) == "ffffffff-ffff-4fff-bfff-ffffffffffff");
  CHECK(assay::random_uuid({0x26, 0x76, 0xb1, 0xd7, 0xbc, 0xda, 0x4a, 0xc5, 0x8b, 0x10, 0x0c, 0xcc,
                            0x51, 0xbb, 0x22, 0xa5}) == "2676b1d7-bcda-4ac5-8b10-0ccc51bb22a5");
}

TEST_CASE("uuid: two random UUIDs of the system differ") {
  CHECK(assay::random_uuid() != assay::random_uuid());
}
