// SPDX-License-Identifier: BSL-1.0

// Compares a parser with assay, and reports each of its faults with the smallest text that shows
// it.
//
// The parser reads a sensor's readings with Boost.JSON, in a few typical lines, and has three
// faults. MENDED names the faults that are fixed: "twice null double".

#include "assay/json/walk.hpp"
#include "assay/schema/rules.hpp"
#include "assay/testing/differential.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// --- The object to parse, described for assay
// ------------------------------------------------------

namespace sensors {

struct reading {
  std::string sensor{};
  std::uint64_t count{}; // up to 64 bits
  std::optional<std::string> unit{};
  std::optional<std::vector<std::string>> tags{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (sensor, count, unit, tags))

consteval auto rules_of(const reading*) {
  using namespace assay;
  constexpr level always = level::reference;
  return rules(all_enforced_from(always), closed_from(always),
               field<&reading::sensor>("Which one.", min_length(1)),
               field<&reading::count>("How often it has fired."),
               field<&reading::unit>("Of what it counts; null is refused.", not_null()),
               field<&reading::tags>("Labels; null is refused.", not_null()));
}

} // namespace sensors

// --- The parser under test
// --------------------------------------------------------------------------

namespace {

namespace json = boost::json;

bool is_mended(std::string_view fault) {
  const char* const mended = std::getenv("MENDED");
  return mended != nullptr && std::string_view(mended).find(fault) != std::string_view::npos;
}

/// Returns whether the text has a duplicate member. The parsed object does not show it.
bool repeats_member(std::string_view text, const json::object& made) {
  std::size_t members = 0;
  assay::for_each_member(assay::trimmed(text), [&](auto, auto) { ++members; });
  return members != made.size();
}

std::optional<json::object> parse(std::string_view text) {
  json::parse_options grammar;
  grammar.max_depth = 1024;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // a byte order mark
  boost::system::error_code error;
  json::value parsed = json::parse(text, error, {}, grammar);
  if (error || !parsed.is_object()) return std::nullopt;
  json::object& in = parsed.get_object();
  // fault: the last of two duplicates counts
  if (is_mended("twice") && repeats_member(text, in)) return std::nullopt;

  for (const auto& [name, value] : in)
    if (name != "sensor" && name != "count" && name != "unit" && name != "tags")
      return std::nullopt;
  const auto is_present = [&](std::string_view name) {
    const json::value* const v = in.if_contains(name);
    return v != nullptr && (is_mended("null") || !v->is_null()); // fault: null counts as missing
  };
  if (!is_present("sensor") || !in.at("sensor").is_string() || in.at("sensor").get_string().empty())
    return std::nullopt;
  if (!is_present("count")) return std::nullopt;
  json::value& count = in.at("count");
  if (count.is_int64() ? count.get_int64() < 0 : !count.is_uint64()) return std::nullopt;
  if (is_present("unit") && !in.at("unit").is_string()) return std::nullopt;
  if (is_present("tags")) {
    if (!in.at("tags").is_array()) return std::nullopt;
    for (const json::value& tag : in.at("tags").get_array())
      if (!tag.is_string()) return std::nullopt;
  }
  if (!is_mended("double")) { // fault: the count is converted to a double
    const double rounded = count.to_number<double>();
    count = rounded < 18446744073709551616.0 ? static_cast<std::uint64_t>(rounded) : 0;
  }
  return std::move(in);
}

std::string write(const json::object& reading) { return json::serialize(reading); }

} // namespace

// --- The test
// ---------------------------------------------------------------------------------------

int main() {
  // [harness]
  assay::testing::differential<sensors::reading> harness;
  harness.count = 500; // of each kind: valid, almost valid, hostile
  const auto found = harness.run([](std::string_view text) { return parse(text).has_value(); },
                                 [](std::string_view text) -> std::optional<std::string> {
                                   const auto reading = parse(text);
                                   if (!reading) return std::nullopt;
                                   return write(*reading);
                                 });
  std::cout << to_string(found);
  return found ? 0 : 1;
  // [/harness]
}
