// SPDX-License-Identifier: BSL-1.0

// A parser with one fault, and the test kit that finds it.
// [program]
#include <assay/json.hpp>
#include <assay/schema.hpp>
#include <assay/testing/differential.hpp>

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace sensors {

struct reading { // what the parser should accept, described for assay
  std::string sensor{};
  std::optional<std::string> unit{};
  assay::additional_members others{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (sensor, unit, others))

consteval auto rules_of(const reading*) {
  using namespace assay;
  return rules(all_enforced_from(level::reference),
               field<&reading::sensor>("Which sensor it is.", min_length(1)),
               field<&reading::unit>("What it measures.", not_null()));
}

/// The parser under test. It has a fault: it accepts an empty name.
bool accepts(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // a byte order mark
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error, {}, {.max_depth = 1024});
  if (error || !value.is_object()) return false;
  const auto* const sensor = value.get_object().if_contains("sensor");
  const auto* const unit = value.get_object().if_contains("unit");
  return sensor != nullptr && sensor->is_string() && (unit == nullptr || unit->is_string());
}

} // namespace sensors

int main() {
  assay::testing::differential<sensors::reading> harness;
  harness.count = 300;                               // of each kind of text
  harness.allowed = {assay::code::duplicate_member}; // Boost.JSON uses the last one, on purpose
  const auto report = harness.run(sensors::accepts);
  std::cout << to_string(report);
}
// [/program]
