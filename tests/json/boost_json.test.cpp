// SPDX-License-Identifier: BSL-1.0
#include "assay/json/boost_json.hpp"

#include "assay/noveum.hpp"
#include "assay/producttelemetry.hpp"
#include "assay/promptetheus.hpp"
#include "assay/trajectory.hpp"
#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/events.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using assay::promptetheus::event;
using assay_test::event_text;
using assay_test::places_of;

namespace {

boost::json::value parse(std::string_view text) {
  boost::json::parse_options o;
  o.max_depth = 4096;
  return boost::json::parse(text, {}, o);
}

/// Valid and invalid events, with every fault that a value can have.
std::vector<std::string> texts() {
  std::vector<std::string> out{"{}", "[1]", "null", "3", "\"x\"", R"({"type":"nope"})"};
  const std::string_view values[] = {"null",
                                     "true",
                                     "-1",
                                     "1.5",
                                     "\"\"",
                                     "\"x\"",
                                     "[]",
                                     "{}",
                                     "[1]",
                                     "18446744073709551615",
                                     R"({"a":{"b":[null]}})"};
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    out.push_back(event_text(type, payload));
    out.push_back(event_text(type, "{}"));
    const boost::json::value whole =
        parse(event_text(type, payload, R"(,"metadata":{},"span_id":"s","parent_id":"p","x":1)"));
    for (const auto& member : whole.as_object())
      for (const std::string_view v : values) {
        boost::json::value changed = whole;
        changed.as_object()[member.key()] = parse(v);
        out.push_back(boost::json::serialize(changed));
      }
    for (const auto& member : whole.at("payload").as_object())
      for (const std::string_view v : values) {
        boost::json::value changed = whole;
        changed.at("payload").as_object()[member.key()] = parse(v);
        out.push_back(boost::json::serialize(changed));
      }
  }
  return out;
}

} // namespace

TEST_CASE("boost_json: a value has the verdict and the violations of its text") {
  std::size_t rejected = 0;
  for (const assay::level l :
       {assay::level::reference, assay::level::published, assay::level::strict}) {
    assay::options o;
    o.level = l;
    assay::validator<event> of_text(o);
    assay::value_validator<event> of_value(o);
    for (const std::string& text : texts()) {
      INFO(text);
      const boost::json::value value = parse(text);
      const bool accepted = of_text.check(text);
      rejected += !accepted;
      REQUIRE(of_value.check(value) == accepted);
      REQUIRE(places_of(of_value.report()) == places_of(of_text.report()));
      for (std::size_t i = 0; i < of_text.report().violations().size(); ++i) {
        const assay::violation& a = of_text.report().violations()[i];
        const assay::violation& b = of_value.report().violations()[i];
        REQUIRE(message_of(a) == message_of(b));
        REQUIRE_FALSE(b.offset.has_value());
      }
      event from_text, from_value;
      REQUIRE(of_value.read(value, from_value) == of_text.read(text, from_text));
      if (accepted && text.find('E') == text.npos)
        REQUIRE(boost::json::value_from(from_value) == boost::json::value_from(from_text));
    }
  }
  CHECK(rejected > 1000);
}

TEST_CASE("boost_json: faults of a text that its value also has are found in the value") {
  assay::value_validator<event> v;
  const auto codes = [&](boost::json::value value) {
    boost::json::value whole = parse(event_text("metric", R"({"name":"m","value":1})"));
    whole.at("payload").as_object()["x"] = std::move(value);
    CHECK_FALSE(v.check(whole));
    return places_of(v.report());
  };
  using list = std::vector<std::string>;
  CHECK(codes(std::nan("")) == list{"error nonfinite_number /payload/x"});
  CHECK(codes(-std::numeric_limits<double>::infinity()) ==
        list{"error nonfinite_number /payload/x"});
  CHECK(codes("a\xFF") == list{"error invalid_utf8 /payload/x"});
  boost::json::value deep = 1;
  for (int i = 0; i < 1030; ++i) deep = boost::json::array{std::move(deep)};
  CHECK(codes(std::move(deep)).front().starts_with("error depth_exceeded /payload/x/0/0"));
}

TEST_CASE("boost_json: value_from and value_to convert every type in both directions") {
  for (const auto& [type, payload] : assay_test::sample_payloads) {
    if (type == "tool_call" || type == "tool_result" || type == "retrieval")
      continue; // a DOM rounds or drops a part: see below
    const std::string text = event_text(type, payload, R"(,"metadata":{"b":1},"x":null)");
    const auto e = boost::json::value_to<event>(parse(text));
    CHECK(boost::json::value_from(e) == parse(text));
    CHECK(boost::json::value_to<event>(boost::json::value_from(e)) == e);
  }
}

TEST_CASE("boost_json: integers beyond 64 bits become doubles, and the last duplicate counts") {
  const auto e = boost::json::value_to<event>(
      parse(event_text("tool_result", assay_test::sample_payloads[3].payload)));
  CHECK(boost::json::value_from(e).at("payload").at("result") == parse(R"([1.0,100.0,{"a":2}])"));
}

TEST_CASE("boost_json: doubles are unchanged after a round trip") {
  std::mt19937_64 random(4);
  for (int i = 0; i < 20'000; ++i) {
    const double d = std::bit_cast<double>(random());
    if (!std::isfinite(d)) continue;
    const boost::json::value v{d, 2.3062900506464085};
    REQUIRE(boost::json::value_from(boost::json::value_to<assay::raw_json>(v)) == v);
    REQUIRE(boost::json::value_from(boost::json::value_to<assay::number>(v.at(0))) == v.at(0));
  }
  CHECK_THROWS_AS(boost::json::value_from(*assay::parse_raw_json("[1e400]")),
                  boost::system::system_error);
  CHECK(boost::json::value_from(*assay::parse_raw_json("1e-400")) == boost::json::value(0.0));
}

TEST_CASE("boost_json: an invalid event gives the code of its first error") {
  CHECK(boost::json::try_value_to<event>(parse("{}")).error() == assay::code::missing_member);
  CHECK(boost::json::try_value_to<event>(parse("[]")).error() == assay::code::type_mismatch);
  CHECK_THROWS_AS(boost::json::value_to<event>(parse("{}")), boost::system::system_error);
  event e;
  e.session_id = "\xFF";
  CHECK_THROWS_AS(boost::json::value_from(e), boost::system::system_error);
}

TEST_CASE("boost_json: raw_json, raw_object and number convert both ways") {
  const boost::json::value v{{"a", {1, 2.5, nullptr}}, {"b", "x\n"}};
  const auto raw = boost::json::value_to<assay::raw_json>(v);
  CHECK(raw.kind() == assay::kind::object);
  CHECK(boost::json::value_from(raw) == v);
  CHECK(boost::json::value_from(boost::json::value_to<assay::raw_object>(v)) == v);
  CHECK(boost::json::try_value_to<assay::raw_object>(boost::json::value(1)).error() ==
        assay::code::type_mismatch);
  CHECK(boost::json::value_to<assay::number>(boost::json::value(7)).to_int64() == 7);
  CHECK(boost::json::try_value_to<assay::number>(boost::json::value("7")).error() ==
        assay::code::type_mismatch);
  CHECK(boost::json::try_value_to<assay::raw_json>(boost::json::value(std::nan(""))).error() ==
        assay::code::invalid_value);
  CHECK(boost::json::try_value_to<assay::raw_json>(boost::json::value("\xFF")).error() ==
        assay::code::invalid_value);
  assay::promptetheus::tool_call call{.tool_name = "search",
                                      .arguments = boost::json::value_to<assay::raw_object>(v)};
  CHECK(boost::json::value_from(call).at("arguments") == v);
}

TEST_CASE("boost_json: the objects of every system convert") {
  assay::noveum::span span;
  span.name = "n";
  CHECK(boost::json::value_from(span).at("name").as_string() == "n");
  assay::producttelemetry::event event;
  event.event_name = "n";
  CHECK(boost::json::value_from(event).at("event_name").as_string() == "n");
  assay::trajectory::telemetry_event telemetry;
  CHECK(boost::json::value_from(telemetry).is_object());
  CHECK(boost::json::try_value_to<assay::trajectory::telemetry_event>(boost::json::value("x"))
            .error() == assay::code::type_mismatch);
}
