// SPDX-License-Identifier: BSL-1.0
#include "assay/batch/wrapper.hpp"

#include "support/catch.hpp"

TEST_CASE("wrapper: the bytes of a body without events") {
  STATIC_REQUIRE(assay::events_wrapper.empty_size() == 13);
  STATIC_REQUIRE(assay::array_wrapper.empty_size() == 2);
  STATIC_REQUIRE(assay::lines_wrapper.empty_size() == 1);
  constexpr assay::batch_wrapper mine{R"({"is_single_session":true,"events":[)", ",", "]}"};
  STATIC_REQUIRE(mine.empty_size() == 38);
  STATIC_REQUIRE(mine != assay::events_wrapper);
}
