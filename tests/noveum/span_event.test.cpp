// SPDX-License-Identifier: BSL-1.0
#include <assay/noveum/span_event.hpp>

#include "support/catch.hpp"

#include <assay/json/result.hpp>
#include <assay/noveum.hpp>

using namespace assay;
using noveum::span_event;

TEST_CASE("noveum span event: attributes are kept unchanged") {
  const std::string_view json =
      R"({"name":"error.occurred","timestamp":"2026-06-12T09:01:00+00:00","attributes":{"error.code":429.0,"big":9223372036854775808}})";
  validator<span_event> v({.level = level::strict});
  span_event e;
  REQUIRE(v.read(json, e));
  CHECK(e.attributes->text() == R"({"error.code":429.0,"big":9223372036854775808})");
  text_buffer out;
  REQUIRE(write(e, out));
  CHECK(out.view() == json);
}

TEST_CASE("noveum span event: any name is accepted; strict requires a time in RFC 3339") {
  const std::string_view json = R"({"name":"","timestamp":"now","attributes":{}})";
  CHECK(check<span_event>(json));
  validator<span_event> v({.level = level::strict});
  CHECK_FALSE(v.check(json));
  CHECK(to_string(v.report().violations()[0]) ==
        "/timestamp: expected RFC 3339 date-time: digit expected [invalid_format]");
  CHECK_FALSE(check<span_event>(R"({"name":"a","timestamp":1781254800.5,"attributes":{}})"));
}
