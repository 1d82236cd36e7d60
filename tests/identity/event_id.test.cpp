// SPDX-License-Identifier: BSL-1.0
#include "assay/identity/event_id.hpp"

#include "support/catch.hpp"

#include <random>

using namespace assay;

static_assert(random_event_id({}) == "00000000000040008000000000000000", "usable at compile time");

TEST_CASE("event_id: version and variant are set, every other bit is kept") {
  CHECK(random_event_id({0x91, 0x91, 0x08, 0xF7, 0x52, 0xD1, 0x33, 0x20, 0x5B, 0xAC, 0xF8, 0x47,
                         0xDB, 0x41, 0x48, 0xA8}) ==
        "919108f752d143209bacf847db4148a8"); // RFC 9562, A.3
  random_bytes<16> all;
  all.fill(0xFF);
  CHECK(random_event_id(all) == "ffffffffffff4fffbfffffffffffffff");
}

TEST_CASE(
    "event_id: each random bit changes the id, except the six that version and variant replace") {
  int without_effect = 0;
  const random_bytes<16> zero{};
  for (std::size_t bit = 0; bit < 128; ++bit) {
    random_bytes<16> one = zero;
    one[bit / 8] = static_cast<std::uint8_t>(1u << bit % 8);
    without_effect += random_event_id(one) == random_event_id(zero);
    CHECK(is_event_id(random_event_id(one)));
  }
  CHECK(without_effect == 6);
}

TEST_CASE("event_id: a UUID with dashes or in upper case is rejected") {
  CHECK(is_event_id("919108f752d143209bacf847db4148a8"));
  for (const char* text :
       {"", "919108f7-52d1-4320-9bac-f847db4148a8", "919108F752D143209BACF847DB4148A8",
        "919108f752d143209bacf847db4148a", "919108f752d143209bacf847db4148a80",
        "919108f752d143209bacf847db4148ag"}) {
    CAPTURE(text);
    CHECK_FALSE(is_event_id(text));
  }
}
