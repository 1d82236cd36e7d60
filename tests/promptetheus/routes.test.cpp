// SPDX-License-Identifier: BSL-1.0
#include "assay/promptetheus/routes.hpp"

#include "assay/batch/body.hpp"
#include "assay/batch/wrapper.hpp"
#include "support/catch.hpp"

#include <string>

using namespace assay::promptetheus;

TEST_CASE("promptetheus routes: to open a trace, and to send its events") {
  REQUIRE(routes.size() == 2);
  CHECK(routes[0].object == "trace");
  CHECK(routes[0].batch_member.empty());
  CHECK(routes[1].object == "event");
}

TEST_CASE("promptetheus routes: the member with the events in a body is that of batches") {
  const assay::batch_format format;
  CHECK(routes[1].batch_member == format.member);
  CHECK(routes[1].takes_bare == format.bare_event);
  CHECK(assay::events_wrapper.prefix == "{\"" + std::string(routes[1].batch_member) + "\":[");
}
