// SPDX-License-Identifier: BSL-1.0

// Records of recorded traffic of all systems, if a corpus of it is available.

#include "assay/common.hpp"

#include "assay/honeyhive/routes.hpp"
#include "assay/json/validator.hpp"
#include "assay/timeline.hpp"
#include "support/catch.hpp"
#include "support/corpus.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

using assay::common::record;
using assay::common::role;

namespace {

/// Reads the text as a `T` at `reference` and appends its records.
template <class T>
void append_text_records(std::vector<record>& out, std::string_view text) {
  INFO(text);
  T value;
  assay::validator<T> validator({.level = assay::level::reference});
  REQUIRE(validator.read(text, value));
  if constexpr (requires { append_records(out, value); }) append_records(out, value);
}

/// Checks what must hold for the records of every system.
void check_records(const std::vector<record>& records, std::string_view system) {
  REQUIRE_FALSE(records.empty());
  std::size_t spans = 0;
  for (const record& r : records) {
    REQUIRE(r.system == system);
    REQUIRE_FALSE(r.kind.empty());
    REQUIRE(boost::json::parse(r.attributes.text()).is_object());
    spans += r.role == role::span;
  }
  assay::timeline::event_log log;
  REQUIRE(add(log, records));
  REQUIRE(log.size() == records.size() + spans); // a whole span has a start and an end
  const assay::timeline::ordering order(log);
  std::set<std::string> groups;
  for (const record& r : records) groups.insert(group_of(r));
  REQUIRE(order.sessions().size() == groups.size());
  std::size_t events = 0;
  for (const auto& session : order.sessions())
    events += session.events().size() + session.duplicates().size();
  REQUIRE(events == log.size());
}

std::string text_in(const boost::json::value& line, std::string_view name) {
  return boost::json::serialize(line.at(name));
}

} // namespace

TEST_CASE("common: recorded events of Promptetheus") {
  std::vector<record> records;
  for (const std::string& line : assay_test::recorded_lines("promptetheus/sessions.ndjson"))
    append_text_records<assay::promptetheus::event>(records, line);
  if (records.empty()) return;
  check_records(records, "promptetheus");
  for (const record& r : records) REQUIRE((r.time && r.order && !r.id.empty() && !r.name.empty()));
}

TEST_CASE("common: recorded requests of HoneyHive") {
  std::vector<record> records;
  for (const std::string& line : assay_test::recorded_lines("honeyhive/requests.ndjson")) {
    const boost::json::value request = boost::json::parse(line);
    const auto& path = request.at("path").as_string();
    assay::honeyhive::visit_route(
        assay::honeyhive::specification::data_plane, std::string_view(path.data(), path.size()),
        [&]<class T>() { append_text_records<T>(records, text_in(request, "body")); });
  }
  if (!records.empty()) check_records(records, "honeyhive");
}

TEST_CASE("common: recorded requests of ProductTelemetry") {
  std::vector<record> records;
  std::size_t events = 0;
  for (const std::string& line : assay_test::recorded_lines("producttelemetry/requests.ndjson")) {
    const boost::json::value request = boost::json::parse(line);
    if (!request.at("path").as_string().ends_with("/ingest")) continue;
    append_text_records<assay::producttelemetry::ingest_request>(records, text_in(request, "body"));
    events += request.at("body").at("events").as_array().size();
  }
  if (records.empty()) return;
  check_records(records, "producttelemetry");
  CHECK(records.size() == events);
  for (const record& r : records) REQUIRE((r.kind == "error") == r.error.has_value());
}

TEST_CASE("common: recorded traces of Noveum") {
  std::vector<record> records;
  std::size_t expected = 0;
  for (const std::string& line : assay_test::recorded_lines("noveum/requests.ndjson")) {
    const boost::json::value request = boost::json::parse(line);
    append_text_records<assay::noveum::export_request>(records, text_in(request, "body"));
    for (const auto& trace : request.at("body").at("traces").as_array()) {
      expected += 1 + trace.at("events").as_array().size();
      for (const auto& span : trace.at("spans").as_array())
        expected += 1 + span.at("events").as_array().size();
    }
  }
  if (records.empty()) return;
  check_records(records, "noveum");
  CHECK(records.size() == expected);
  for (const record& r : records) {
    INFO(r.kind << " '" << r.name << "' " << r.trace << " " << r.id);
    REQUIRE(r.time);
    REQUIRE_FALSE(r.trace.empty());
  }
}
