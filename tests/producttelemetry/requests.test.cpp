// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/requests.hpp"

#include "assay/json/validator.hpp"
#include "support/catch.hpp"
#include "support/events.hpp"

#include <string>
#include <vector>

using namespace assay::producttelemetry;
using assay::level;
using places = std::vector<std::string>;

TEST_CASE(
    "producttelemetry requests: events are checked at every level as they are by themselves") {
  const std::string text =
      R"({"events":[{"event_name":"","event_type":"x","client_id":"","session_id":"s","timestamp":"t","properties":{}},{"event_name":"a"}]})";
  assay::validator<ingest_request> v({.level = level::reference});
  CHECK_FALSE(v.check(text));
  CHECK(assay_test::places_of(v.report()) == places{"error missing_member /events/1/event_type",
                                                    "error missing_member /events/1/client_id",
                                                    "error missing_member /events/1/session_id",
                                                    "error missing_member /events/1/timestamp",
                                                    "error missing_member /events/1/properties"});
  const std::string first = text.substr(0, text.find(",{")) + "]}";
  CHECK(v.check(first));
  CHECK(assay::check<ingest_request>(first));
  assay::validator<ingest_request> strict({.level = level::strict});
  CHECK_FALSE(strict.check(first));
  CHECK(assay_test::places_of(strict.report()) ==
        places{"error too_short /events/0/event_name", "error not_one_of /events/0/event_type",
               "error too_short /events/0/client_id", "error invalid_format /events/0/timestamp"});
  CHECK(v.check(R"({"events":[]})"));
  CHECK_FALSE(v.check("{}"));
  CHECK_FALSE(v.check(R"({"events":{}})"));
}

TEST_CASE("producttelemetry requests: identification and deletion require their ids") {
  for (const level l : {level::reference, level::published, level::strict}) {
    CHECK(assay::check<identify_request>(R"({"client_id":"c","user_id":"u"})", {.level = l}));
    CHECK_FALSE(assay::check<identify_request>(R"({"client_id":"c"})", {.level = l}));
    CHECK_FALSE(
        assay::check<identify_request>(R"({"client_id":"c","user_id":null})", {.level = l}));
    CHECK(assay::check<deletion_request>(R"({"client_id":"c"})", {.level = l}));
    CHECK_FALSE(assay::check<deletion_request>(R"({"client_id":7})", {.level = l}));
  }
}
