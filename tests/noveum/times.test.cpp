// SPDX-License-Identifier: BSL-1.0
#include <assay/noveum/times.hpp>

#include "support/catch.hpp"

using namespace assay::noveum::detail;

TEST_CASE("noveum times: instants and the differences between them") {
  CHECK(instant_in(R"("2026-06-12T09:01:00+00:00")") ==
        assay::parse_rfc3339("2026-06-12T09:01:00Z"));
  CHECK(instant_in(R"("2026-06-12T09:01:00\u002b00:00")") ==
        assay::parse_rfc3339("2026-06-12T09:01:00Z"));
  for (const char* none : {"", "null", "7", R"("2026-06-12T09:01:00")", R"("now")"})
    CHECK_FALSE(instant_in(none));

  const auto between = [](const char* from, const char* to) {
    return milliseconds_between(*assay::parse_rfc3339(from), *assay::parse_rfc3339(to));
  };
  CHECK(between("2026-06-12T09:06:28.560920+00:00", "2026-06-12T09:06:29.520470+00:00") ==
        Approx(959.55).margin(1e-9));
  CHECK(between("2026-06-12T12:24:01.302769Z", "2026-06-12T12:24:00.302769Z") == -1000);
  CHECK(between("2026-06-12T12:00:00+02:00", "2026-06-12T10:00:00Z") == 0);
  CHECK(between("2016-12-31T23:59:59Z", "2016-12-31T23:59:60Z") == 1000);
  CHECK(between("0000-01-01T00:00:00Z", "9999-12-31T00:00:00Z") ==
        Approx(3.15569e14).epsilon(1e-5));
}
