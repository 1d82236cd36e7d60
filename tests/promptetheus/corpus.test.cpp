// SPDX-License-Identifier: BSL-1.0

// Events of recorded sessions, if a corpus of them is available.

#include <assay/promptetheus.hpp>

#include "support/catch.hpp"
#include "support/instances.hpp"
#include "support/corpus.hpp"
#include "support/exact_json.hpp"

#include <boost/json/parse.hpp>

#include <string>

using assay::level;
using assay::promptetheus::event;

namespace {

/// Returns whether an event deviates from the published schema in the only known way, without using
/// the library: some producers use other names for the source of a screenshot.
bool leaves_the_published_schema(const std::string& line) {
  const boost::json::value value = boost::json::parse(line);
  if (value.at("type") != "screenshot") return false;
  const boost::json::value* const source =
      value.at("payload").as_object().if_contains("source_type");
  return source != nullptr && *source != "bytes" && *source != "path";
}

} // namespace

TEST_CASE("corpus: recorded sessions") {
  const auto lines = assay_test::recorded_lines("promptetheus/sessions.ndjson");
  if (lines.empty()) return;
  REQUIRE(lines.size() > 1000);
  assay::validator<event> reference({.level = level::reference}),
      published({.level = level::published});
  event value, again; // reused, as in a gateway
  assay::text_buffer written;
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    INFO("line " << i + 1 << ": " << line);

    REQUIRE(reference.check(line));
    REQUIRE(reference.read(line, value));
    written.clear();
    REQUIRE(write(value, written));
    REQUIRE(assay_test::is_same_json(line, written.view()));
    REQUIRE(reference.read(written.view(), again));
    REQUIRE(again == value);

    const bool leaves = leaves_the_published_schema(line);
    left_out += leaves;
    REQUIRE(published.check(line) == !leaves);
    if (!leaves) continue;
    REQUIRE(published.report().violations().size() == 1);
    CHECK(published.report().violations()[0].code == assay::code::not_one_of);
    CHECK(published.report().violations()[0].path == "/payload/source_type");
  }
  CHECK(left_out > 0);
}
