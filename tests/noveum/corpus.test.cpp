// SPDX-License-Identifier: BSL-1.0

// Dumps of the SDK's traces and spans, and recorded requests, if a corpus of them is available.

#include <assay/noveum.hpp>

#include "support/catch.hpp"
#include "support/corpus.hpp"
#include "support/exact_json.hpp"

#include <boost/describe/class.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace noveum_corpus {

using namespace assay;

struct dump {
  std::optional<raw_object> trace{};
  std::optional<raw_object> span{};
  std::optional<std::string> method{};
  std::optional<std::string> path{};
  std::optional<raw_object> body{};
  additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(dump, (), (trace, span, method, path, body, additional))

std::vector<dump> dumps(std::string_view file) {
  std::vector<dump> all;
  validator<dump> v;
  for (const std::string& line : assay_test::recorded_lines(file))
    REQUIRE(v.read(line, all.emplace_back()));
  return all;
}

/// Checks that the text is accepted at the level and round-trips. Returns the violations.
template <class T>
std::vector<std::string> accept(std::string_view text, level l) {
  options o;
  o.level = l;
  validator<T> checker(o), reader(o);
  T value, again;
  INFO(text);
  const bool accepted = checker.check(text);
  REQUIRE(reader.read(text, value) == accepted);
  std::vector<std::string> found;
  for (const violation& v : checker.report().violations()) found.push_back(to_string(v));
  if (!accepted) return found;
  text_buffer written;
  REQUIRE(write(value, written));
  REQUIRE(assay_test::is_same_json(text, written.view()));
  REQUIRE(reader.read(written.view(), again));
  REQUIRE(again == value);
  REQUIRE(value.additional.list.empty()); // every member has a place
  return found;
}

/// Returns whether a dump contradicts itself in the only known way, without using the library: it
/// ends before it starts, with a negative duration.
bool ends_before_start(std::string_view text) {
  return text.find("\"duration_ms\": -") != text.npos;
}

template <class T>
void check_all_levels(std::string_view text) {
  CHECK(accept<T>(text, level::reference).empty());
  CHECK(accept<T>(text, level::published).empty());
  const auto strict = accept<T>(text, level::strict);
  if (ends_before_start(text))
    CHECK(strict ==
          std::vector<std::string>{
              "/end_time: expected an end_time that is not before start_time [members_disagree]"});
  else CHECK(strict == std::vector<std::string>{});
}

} // namespace noveum_corpus

TEST_CASE("noveum corpus: every dump is accepted at every level and round-trips, unless it ends "
          "before it starts") {
  std::size_t traces = 0, spans = 0;
  for (const noveum_corpus::dump& d : noveum_corpus::dumps("noveum/traces.ndjson")) {
    if (d.trace) noveum_corpus::check_all_levels<assay::noveum::trace>(d.trace->text()), ++traces;
    if (d.span) noveum_corpus::check_all_levels<assay::noveum::span>(d.span->text()), ++spans;
    REQUIRE(d.trace.has_value() != d.span.has_value());
  }
  if (traces + spans != 0) CHECK((traces > 50 && spans > 5));
}

TEST_CASE("noveum corpus: every request is valid for its route at every level") {
  for (const noveum_corpus::dump& d : noveum_corpus::dumps("noveum/requests.ndjson")) {
    REQUIRE((d.method && d.path && d.body));
    const bool known = assay::noveum::visit_route(
        *d.method, *d.path, [&]<class T>() { noveum_corpus::check_all_levels<T>(d.body->text()); });
    CHECK(known);
  }
}
