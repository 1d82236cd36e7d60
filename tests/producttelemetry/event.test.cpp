// SPDX-License-Identifier: BSL-1.0
#include "assay/producttelemetry/event.hpp"

#include "assay/json/validator.hpp"
#include "assay/json/write.hpp"
#include "support/catch.hpp"
#include "support/findings.hpp"
#include "support/events.hpp"
#include "support/exact_json.hpp"

#include <string>
#include <string_view>
#include <vector>

using assay::level;
using assay::producttelemetry::event;
using places = std::vector<std::string>;

namespace {

std::string product_event(std::string_view name, std::string_view type,
                          std::string_view client = "c", std::string_view session = "s",
                          std::string_view timestamp = "2026-11-22T10:51:00+00:00") {
  std::string out = R"({"event_name":")";
  out.append(name)
      .append(R"(","event_type":")")
      .append(type)
      .append(R"(","client_id":")")
      .append(client);
  out.append(R"(","session_id":")").append(session).append(R"(","timestamp":")").append(timestamp);
  return out += R"(","properties":{"n":18446744073709551616}})";
}

places product_findings(std::string_view text, level l) {
  return assay_test::findings_of<event>(text, l);
}

/// Accepted below the level and rejected from it on.
void expect_from(level from, const std::string& text, const std::string& finding) {
  for (const level l : {level::reference, level::published, level::strict})
    CHECK(product_findings(text, l) == (l >= from ? places{"error " + finding} : places{}));
}

} // namespace

TEST_CASE("producttelemetry event: the three types are valid at all levels") {
  for (const std::string_view type : {"lifecycle", "usage", "error", "us\\u0061ge"})
    for (const level l : {level::reference, level::published, level::strict})
      CHECK(product_findings(product_event("a b", type), l) == places{});
}

TEST_CASE("producttelemetry event: values that the recorded client does not check are rejected "
          "only at strict") {
  expect_from(level::strict, product_event("", "usage"), "too_short /event_name");
  expect_from(level::strict, product_event("a", "bogus_type"), "not_one_of /event_type");
  expect_from(level::strict, product_event("a", ""), "not_one_of /event_type");
  expect_from(level::strict, product_event("a", "Usage"), "not_one_of /event_type");
  event e;
  REQUIRE(assay::validator<event>().read(std::string_view(product_event("", "bogus_type")), e));
  CHECK(e.event_type == "bogus_type");
  CHECK(e.event_name.empty());
}

TEST_CASE("producttelemetry event: strict requires ids, and a time with an offset") {
  expect_from(level::strict, product_event("a", "usage", ""), "too_short /client_id");
  expect_from(level::strict, product_event("a", "usage", "c", ""), "too_short /session_id");
  expect_from(level::strict, product_event("a", "usage", "c", "s", "2026-11-22T10:51:00"),
              "invalid_format /timestamp");
  expect_from(level::strict, product_event("a", "usage", "c", "s", "2026-11-22T10:51:00+00:00:30"),
              "invalid_format /timestamp");
}

TEST_CASE(
    "producttelemetry event: all six members are required at every level, each with its type") {
  assay::validator<event> v({.level = level::reference});
  CHECK_FALSE(v.check("{}"));
  CHECK(assay_test::places_of(v.report()) ==
        places{"error missing_member /event_name", "error missing_member /event_type",
               "error missing_member /client_id", "error missing_member /session_id",
               "error missing_member /timestamp", "error missing_member /properties"});
  CHECK_FALSE(v.check(
      R"({"event_name":1,"event_type":null,"client_id":[],"session_id":{},"timestamp":true,"properties":"p"})"));
  CHECK(v.report().violations().size() == 6);
  for (const assay::violation& found : v.report().violations())
    CHECK(found.code == assay::code::type_mismatch);
}

TEST_CASE("producttelemetry event: the messages state what was expected") {
  assay::validator<event> v({.level = level::strict});
  CHECK_FALSE(v.check(std::string_view(product_event("", "secret"))));
  REQUIRE(v.report().violations().size() == 2);
  CHECK(to_string(v.report().violations()[0]) ==
        "/event_name: expected non-empty string, found string of 0 bytes [too_short]");
  CHECK(
      to_string(v.report().violations()[1]) ==
      "/event_type: expected \"lifecycle\", \"usage\" or \"error\", found a different string of 6 "
      "bytes [not_one_of]");
}
