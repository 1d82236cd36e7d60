// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/event_type.hpp"

#include "support/catch.hpp"

using namespace assay::producttelemetry;

TEST_CASE("event_type: the names of ProductTelemetry's three types") {
  CHECK(name_of(event_type::lifecycle) == "lifecycle");
  CHECK(name_of(event_type::usage) == "usage");
  CHECK(name_of(event_type::error) == "error");
  CHECK(is_event_type("usage"));
  CHECK_FALSE(is_event_type("Usage"));
  CHECK_FALSE(is_event_type(""));
  CHECK_FALSE(is_event_type("usag"));
}
