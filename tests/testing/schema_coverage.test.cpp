#include <assay/promptetheus.hpp>
#include <assay/schema/schema_of.hpp>
#include <assay/testing/schema_coverage.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <string>

using assay::testing::schema_coverage;

TEST_CASE("A schema is covered member by member, and alternative by alternative") {
  schema_coverage coverage(assay::schema_of_type<assay::promptetheus::event>());
  CHECK(coverage.alternatives() == 16);
  CHECK(coverage.covered_members() == 0);
  const std::size_t missing = coverage.missing().size();
  CHECK(missing == coverage.members() + 16);

  const std::string metric =
      R"({"type":"metric","session_id":"s","timestamp":"t","seq":1,)"
      R"("idempotency_key":"k","payload":{"name":"n","value":1,"x":2},"y":[]})";
  // Six of the envelope, two of the payload, and the alternative.
  CHECK(coverage.add(metric) == 9);
  CHECK(coverage.covered_members() == 8);
  CHECK(coverage.covered_alternatives() == 1);
  CHECK(coverage.missing().size() == missing - 9);
  CHECK(coverage.add(metric) == 0); // nothing new
  CHECK(coverage.add(" " + metric + "\n") == 0);

  const auto left = coverage.missing();
  CHECK(std::find(left.begin(), left.end(), "payload: metric") == left.end());
  CHECK(std::find(left.begin(), left.end(), "payload: error") != left.end());
}
