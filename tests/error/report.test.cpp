// SPDX-License-Identifier: BSL-1.0
#include "assay/error/report.hpp"

#include "assay/error/detail/report_access.hpp"
#include "support/catch.hpp"

using assay::code;
using assay::report;
using assay::violation;

TEST_CASE("report: a new report is accepted and empty") {
  const report r;
  CHECK(r.accepted());
  CHECK(static_cast<bool>(r));
  CHECK_FALSE(r.truncated());
  CHECK(r.violations().empty());
}

TEST_CASE("report: has the values that it is made from") {
  const report r(false, true, {{.code = code::unknown_type}, {.code = code::too_short}});
  CHECK_FALSE(r.accepted());
  CHECK_FALSE(static_cast<bool>(r));
  CHECK(r.truncated());
  REQUIRE(r.violations().size() == 2);
  CHECK(r.violations()[0].code == code::unknown_type);
  CHECK(r.violations()[1].code == code::too_short);
}

TEST_CASE("report: a refilled report forgets the last event and keeps its memory") {
  const violation full{.code = code::unknown_type,
                       .severity = assay::severity::warning,
                       .path = "/x",
                       .expected = "y",
                       .actual = assay::kind::string,
                       .length = 1,
                       .offset = 2,
                       .first_offset = 3};
  report r(false, true, {full, {.code = code::too_short}});
  const violation* const memory = r.violations().data();
  assay::detail::report_access::assign(r, true, false);
  CHECK(r.accepted());
  CHECK_FALSE(r.truncated());
  CHECK(r.violations().empty());
  violation& v = assay::detail::report_access::add(r);
  CHECK(v == violation{});
  v.code = code::out_of_range;
  v.path = "/a";
  REQUIRE(r.violations().size() == 1);
  CHECK(r.violations()[0] == violation{.code = code::out_of_range, .path = "/a"});
  CHECK(r.violations().data() == memory);
}
