// SPDX-License-Identifier: BSL-1.0

// The bridge to Boost.JSON: values that somebody has parsed already, and free-form parts to look
// inside.
#include <assay/json/boost_json.hpp>
#include <assay/promptetheus.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include <iostream>

int main() {
  using namespace assay::promptetheus;
  const std::string_view text =
      R"({"type":"tool_call","session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k",)"
      R"("payload":{"tool_name":"search","arguments":{"to":"OSL"}}})";
  // [bridge]
  boost::json::value value = boost::json::parse(text);

  assay::value_validator<event>
      validator; // the verdict and the violations of the value's text, without offsets
  if (!validator.check(value)) return 1;

  const auto e = boost::json::value_to<event>(value); // throws where try_value_to gives an error
  const auto& call = std::get<tool_call>(e.payload);
  const boost::json::value arguments = boost::json::value_from(call.arguments);
  std::cout << arguments.at("to") << '\n';

  if (boost::json::value_from(e) != value) return 1;
  // [/bridge]
  value.as_object().erase("seq");
  if (validator.check(value)) return 1;
  std::cout << to_string(validator.report().violations().front()) << '\n';
}
