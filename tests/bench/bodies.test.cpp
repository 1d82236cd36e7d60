// SPDX-License-Identifier: BSL-1.0
#include "bench/bodies.hpp"

#include <assay/honeyhive.hpp>
#include <assay/noveum.hpp>
#include <assay/producttelemetry.hpp>
#include <assay/trajectory.hpp>

#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <string>

namespace {

/// Checks bodies that are used in measurements. A warning would add cost to every body.
template <class T, class Make>
void check_bodies(Make make) {
  bench::body_generator generator, again;
  assay::validator<T> validator({.level = assay::level::strict});
  for (int i = 0; i < 200; ++i) {
    const std::string body = make(generator);
    INFO(body);
    REQUIRE(body == make(again));
    REQUIRE_NOTHROW(boost::json::parse(body));
    REQUIRE(validator.check(body));
    REQUIRE(validator.report().violations().empty());
  }
}

} // namespace

TEST_CASE("bodies: HoneyHive bodies are valid at strict without warnings") {
  constexpr auto v1 = assay::honeyhive::dialect::v1;
  check_bodies<assay::honeyhive::event<v1>>(
      [](bench::body_generator& g) { return g.honeyhive_event(); });
  check_bodies<assay::honeyhive::event_batch<v1>>(
      [](bench::body_generator& g) { return g.honeyhive_batch(); });
}

TEST_CASE("bodies: Trajectory and ProductTelemetry bodies are valid at strict without warnings") {
  check_bodies<assay::trajectory::telemetry_event>(
      [](bench::body_generator& g) { return g.trajectory_event(); });
  check_bodies<assay::producttelemetry::ingest_request>(
      [](bench::body_generator& g) { return g.producttelemetry_ingest(); });
}

TEST_CASE("bodies: Noveum bodies are valid at strict without warnings") {
  check_bodies<assay::noveum::span>([](bench::body_generator& g) { return g.noveum_span(); });
  check_bodies<assay::noveum::trace>([](bench::body_generator& g) { return g.noveum_trace(); });
  check_bodies<assay::noveum::export_request>(
      [](bench::body_generator& g) { return g.noveum_request(); });
}
