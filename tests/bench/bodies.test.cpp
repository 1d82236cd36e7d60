#include "bench/bodies.hpp"

#include <assay/honeyhive.hpp>

#include "support/catch.hpp"

#include <boost/json/parse.hpp>

#include <string>

namespace {

/// Bodies that measurements use: a warning would be paid for at every body.
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

TEST_CASE("bodies: HoneyHive's are valid at strict, without warnings") {
  constexpr auto v1 = assay::honeyhive::dialect::v1;
  check_bodies<assay::honeyhive::event<v1>>([](bench::body_generator& g) { return g.honeyhive_event(); });
  check_bodies<assay::honeyhive::event_batch<v1>>([](bench::body_generator& g) { return g.honeyhive_batch(); });
}
