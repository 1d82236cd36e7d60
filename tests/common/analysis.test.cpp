// SPDX-License-Identifier: BSL-1.0
#include "assay/common/analysis.hpp"

#include "support/catch.hpp"

TEST_CASE("common: a record is analyzed by its trace, or by its session if it has none") {
  const assay::common::record r{
      .system = "x", .kind = "k", .name = "n", .session = "s", .error = "m", .error_type = "E"};
  const auto a = assay::common::analysis_record_of(r);
  CHECK(a.trace == "s");
  CHECK((a.kind == "k" && a.name == "n" && a.is_error && a.error_type == "E" &&
         a.error_message == "m"));
  const assay::common::record in_trace{.name = "n", .session = "s", .trace = "t"};
  CHECK(assay::common::analysis_record_of(in_trace).trace == "t");
  CHECK_FALSE(assay::common::analysis_record_of(in_trace).is_error);
}
