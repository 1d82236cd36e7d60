// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/make_event.hpp"

#include "assay/json/detail/raw_access.hpp"
#include "assay/json/write.hpp"
#include "support/catch.hpp"

#include <string>
#include <string_view>

using namespace assay::producttelemetry;
using std::chrono::microseconds;

namespace {

const client_ids ids{"c", "s"};
constexpr time_point event_time{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) +
                                std::chrono::hours(10)};

std::string product_error(const error_details& d, const assay::raw_object& properties = {}) {
  const event e = make_error_event(ids, d, properties, event_time);
  CHECK(e.event_type == "error");
  return e.event_name + ' ' + std::string(e.properties.text());
}

} // namespace

TEST_CASE("producttelemetry make_event: six members in order") {
  assay::text_buffer out;
  REQUIRE(
      write(make_event(ids, "feature.used", {{"n", 1}}, event_type::lifecycle, event_time), out));
  CHECK(
      out.view() ==
      R"({"event_name":"feature.used","event_type":"lifecycle","client_id":"c","session_id":"s","timestamp":"2026-11-22T10:00:00+00:00","properties":{"n":1}})");
  CHECK(assay::check<event>(out.view(), {.level = assay::level::strict}));
}

TEST_CASE("producttelemetry make_event: no fraction if it is zero") {
  CHECK(format_timestamp(event_time) == "2026-11-22T10:00:00+00:00");
  CHECK(format_timestamp(event_time + microseconds(1)) == "2026-11-22T10:00:00.000001+00:00");
  CHECK(format_timestamp(event_time + microseconds(500'000)) == "2026-11-22T10:00:00.500000+00:00");
  CHECK(format_timestamp(time_point(microseconds(-1))) == "1969-12-31T23:59:59.999999+00:00");
  CHECK(format_timestamp(time_point(std::chrono::seconds(-1))) == "1969-12-31T23:59:59+00:00");
  CHECK(format_timestamp(time_point::max()).empty());
}

TEST_CASE("producttelemetry make_event: an error is named after its type, and has the known "
          "details as properties") {
  CHECK(product_error({.error_type = "KeyError", .error_message = "'k'", .stack_trace = "at 1"}) ==
        R"(error.KeyError {"error_type":"KeyError","error_message":"'k'","stack_trace":"at 1"})");
  CHECK(product_error({.error_message = "plain message"}) ==
        R"(error.unknown {"error_message":"plain message"})");
  CHECK(product_error({}) == "error.unknown {}");
  CHECK(product_error({.error_type = "T", .error_message = ""}, {{"context", "x"}}) ==
        R"(error.T {"context":"x","error_type":"T","error_message":""})");
}

TEST_CASE("producttelemetry make_event: details replace properties with the same names, without "
          "duplicates") {
  CHECK(product_error({.error_message = "m2"},
                      {{"error_type", "Custom"}, {"code", 5}, {"error_message", "m1"}}) ==
        R"(error.Custom {"error_type":"Custom","code":5,"error_message":"m2"})");
  CHECK(product_error({.error_type = "T"}, {{"error_type", "a"}, {"error_type", "b"}}) ==
        R"(error.T {"error_type":"T"})");
  CHECK(product_error({}, {{"error_type", nullptr}}) == R"(error.unknown {"error_type":null})");
  CHECK(product_error({}, {{"error_type", 7}}) == R"(error.unknown {"error_type":7})");
  CHECK(product_error({}, {{"error_type", ""}}) == R"(error.unknown {"error_type":""})");
  CHECK(product_error({.error_type = "É\"\n"}) ==
        "error.É\"\n " + std::string(R"({"error_type":"É\"\n"})"));
}

TEST_CASE("producttelemetry make_event: other properties are kept unchanged") {
  assay::raw_object p;
  assay::detail::raw_access::assign(
      p, R"({"big":18446744073709551616,"a":{"x":1,"x":2},"k\u0065y":1.0,"key":2})");
  CHECK(
      product_error({.error_message = "m"}, p) ==
      R"(error.unknown {"big":18446744073709551616,"a":{"x":1,"x":2},"key":1.0,"key":2,"error_message":"m"})");
}
