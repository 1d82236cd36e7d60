// SPDX-License-Identifier: BSL-1.0
#include "assay/schema/formats/uuid.hpp"

#include "assay/identity/uuid.hpp"
#include "support/catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>

using assay::is_uuid;

static_assert(is_uuid("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), "the example of RFC 9562");

TEST_CASE("uuid format: any version, with digits in either case") {
  for (const std::string_view text :
       {"00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "C232AB00-9414-11EC-B3C8-9F6BDECED846", "919108f7-52d1-4320-9bac-f847db4148a8",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "2489E9AD-2EE2-8E00-8EC9-32D5F69181C0"}) {
    CAPTURE(text);
    CHECK(is_uuid(text));
  }
  CHECK(is_uuid(assay::random_uuid({})));
}

TEST_CASE("uuid format: any wrong character is rejected") {
  const std::string valid = "919108f7-52d1-4320-9bac-f847db4148a8";
  for (std::size_t i = 0; i < valid.size(); ++i) {
    CAPTURE(i);
    for (const char c :
         {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xB1', valid[i] == '-' ? '0' : '-'}) {
      std::string text = valid;
      text[i] = c;
      CHECK_FALSE(is_uuid(text));
    }
    CHECK_FALSE(is_uuid(valid.substr(0, i)));
    CHECK_FALSE(is_uuid(valid.substr(0, i) + '0' + valid.substr(i)));
  }
  for (const std::string_view text :
       {"{919108f7-52d1-4320-9bac-f847db4148a8}", "urn:uuid:919108f7-52d1-4320-9bac-f847db4148a8",
        "919108f752d143209bacf847db4148a8"}) {
    CAPTURE(text);
    CHECK_FALSE(is_uuid(text));
  }
}
