// SPDX-License-Identifier: BSL-1.0

// Requests of the recorded client, if a corpus of them is available.

#include <assay/producttelemetry.hpp>

#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/exact_json.hpp"

#include <boost/json/parse.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

using assay::level;

namespace {

/// The text of a member of a line: the recorded bytes, not the value that a DOM makes of them.
struct recorded_request {
  std::string method{};
  std::string path{};
  assay::raw_object body{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(recorded_request, (), (method, path, body, additional))

/// Returns whether the event is not documented for callers, without using the library.
bool leaves_the_documentation(const boost::json::value& event) {
  const std::string_view type = event.at("event_type").as_string();
  return event.at("event_name").as_string().empty() ||
         (type != "lifecycle" && type != "usage" && type != "error");
}

} // namespace

TEST_CASE("producttelemetry corpus: recorded requests are accepted below strict and round-trip; "
          "strict rejects undocumented events") {
  const auto lines = assay_test::recorded_lines("producttelemetry/requests.ndjson");
  if (lines.empty()) return;
  std::map<std::string, std::size_t> seen;
  std::size_t outside = 0;
  for (const std::string& line : lines) {
    INFO(line);
    recorded_request r;
    REQUIRE(assay::validator<recorded_request>().read(line, r));
    const std::string_view body = r.body.text();
    std::size_t unknown = 0;
    const boost::json::value dom = boost::json::parse(body);
    if (const auto* const events = dom.as_object().if_contains("events"))
      for (const auto& e : events->as_array()) unknown += leaves_the_documentation(e);
    const bool found = assay::producttelemetry::visit_route(r.method, r.path, [&]<class T>() {
      for (const level l : {level::reference, level::published}) {
        assay::validator<T> v({.level = l});
        REQUIRE(v.check(body));
        CHECK(v.report().violations().empty());
      }
      assay::validator<T> published;
      T value, again;
      REQUIRE(published.read(body, value));
      assay::text_buffer written;
      REQUIRE(write(value, written));
      REQUIRE(assay_test::is_same_json(body, written.view()));
      REQUIRE(published.read(written.view(), again));
      REQUIRE(again == value);
      CHECK(value.additional.list.empty());

      if (unknown != 0) CHECK_FALSE(assay::check<T>(body, {.level = level::strict}));
    });
    REQUIRE(found);
    outside += unknown;
    ++seen[r.method + r.path];
  }
  CHECK(seen.size() == 3);
  CHECK(outside > 0);
}
