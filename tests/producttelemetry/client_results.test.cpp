#include "assay/producttelemetry/client_results.hpp"

#include "support/catch.hpp"

using namespace assay::producttelemetry;

TEST_CASE("client_results: of all statuses exactly these are success, or blame the body") {
  for (int status = -1; status < 1000; ++status) {
    CHECK(is_ingested(status) == (status == 200 || status == 207));
    CHECK(is_deletion_accepted(status) == (status == 200 || status == 202));
    CHECK(is_refusal_of_body(status) == (status == 400 || status == 413 || status == 422));
  }
}
