// SPDX-License-Identifier: BSL-1.0
#include "assay/json/result.hpp"

#include "assay/promptetheus.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"

using assay::promptetheus::event;

TEST_CASE("result: read gives the event or the code of the first error") {
  const auto good =
      assay::read<event>(assay_test::event_text("metric", R"({"name":"m","value":1})"));
  REQUIRE(good.has_value());
  CHECK(good->seq == 7);
  CHECK(assay::read<event>("{").error() == assay::code::unterminated);
  CHECK(assay::read<event>("[]").error() == assay::code::type_mismatch);
  CHECK_THROWS_AS(assay::read<event>("{}").value(), boost::system::system_error);
  // A warning before the error is ignored.
  assay::options strict;
  strict.level = assay::level::strict;
  CHECK(assay::read<event>(assay_test::event_text("metric", R"({"x":1,"name":"m","value":""})"),
                           strict)
            .error() == assay::code::type_mismatch);
}

TEST_CASE(
    "result: gives the code of the first error, whatever the maximum number of violations is") {
  for (const std::size_t most : {0u, 1u}) {
    assay::options o{.level = assay::level::strict};
    o.limits.max_violations = most;
    const std::string text = assay_test::event_text(
        "metric", R"({"x":1,"name":"m","value":""})"); // a warning, and an error
    CHECK(assay::read<event>(text, o).error() == assay::code::type_mismatch);
    CHECK_FALSE(assay::check<event>(text, o));
  }
}

TEST_CASE("result: write gives the text or invalid_value") {
  event e;
  e.payload = assay::promptetheus::session_end{.status = "ok"};
  CHECK(
      assay::write(e).value() ==
      R"({"type":"session_end","session_id":"","timestamp":"","seq":0,"idempotency_key":"","payload":{"status":"ok"}})");
  e.session_id = "\x80";
  CHECK(assay::write(e).error() == assay::code::invalid_value);
}
