#include "assay/common/producttelemetry.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using assay::common::record;

namespace {

assay::producttelemetry::event product_event(std::string type, assay::raw_object properties) {
  return {.event_name = "feature.used",
          .event_type = std::move(type),
          .client_id = "c",
          .session_id = "s",
          .timestamp = "2026-06-12T12:34:56",
          .properties = std::move(properties)};
}

} // namespace

TEST_CASE("common: ProductTelemetry's events have their session, type and properties; a time without offset is UTC") {
  std::vector<record> out;
  assay::common::append_records(out,
                                assay::producttelemetry::ingest_request{
                                    .events = {product_event("usage", {{"error_message", "no error"}}), product_event("lifecycle", {})}});
  REQUIRE(out.size() == 2);
  CHECK(out[0] == record{.system = "producttelemetry",
                         .kind = "usage",
                         .name = "feature.used",
                         .session = "s",
                         .time = std::chrono::sys_time<std::chrono::microseconds>(std::chrono::seconds(1781267696)),
                         .attributes = assay::raw_object{{"error_message", "no error"}}});
  CHECK(out[1].kind == "lifecycle");
}

TEST_CASE("common: ProductTelemetry's error events tell what went wrong") {
  const auto error_of = [](assay::raw_object properties) {
    std::vector<record> out;
    assay::common::append_records(out, product_event("error", std::move(properties)));
    return out.at(0).error;
  };
  CHECK(error_of({{"error_type", "ValueError"}, {"error_message", "a\nb"}}) == "a\nb");
  CHECK(error_of({{"error_type", "ValueError"}}) == "ValueError");
  CHECK(error_of({{"error_message", 7}}) == "");
  CHECK(error_of({}) == "");
  assay::raw_object escaped;
  escaped.assign_valid(R"({"x":[1,{"error_message":"inner"}],"error\u005fmessage":"it"})");
  CHECK(error_of(escaped) == "it");
}
