// SPDX-License-Identifier: BSL-1.0
#include "assay/testing/sample.hpp"

#include "support/catch.hpp"

#include <vector>

using namespace assay::testing;
using assay::code;
using assay::report;
using assay::severity;
using assay::violation;

TEST_CASE("sample: a report agrees by verdict, code, path and severity, with no other violation") {
  const violation wrong{.code = code::too_long, .path = "/a"};
  const violation other{.code = code::too_long, .path = "/b"};
  const violation warned{.code = code::too_long, .severity = severity::warning, .path = "/a"};
  const sample expected{"", false, expected_violation{code::too_long, "/a"}, ""};
  CHECK(agrees(expected, report(false, false, {wrong})));
  CHECK(!agrees(expected, report(false, true, {wrong})));
  CHECK(!agrees(expected, report(false, false, {other})));
  CHECK(!agrees(expected, report(false, false, {wrong, other})));
  CHECK(!agrees(expected, report(false, false, {})));
  CHECK(!agrees(expected, report(true, false, {warned})));
  const sample clean{"", true, {}, ""};
  CHECK(agrees(clean, report(true, false, {})));
  CHECK(!agrees(clean, report(true, false, {warned})));
  CHECK(!agrees(clean, report(false, false, {})));
}
