// SPDX-License-Identifier: BSL-1.0

// The bridge to Boost.JSON: checks values that are parsed already, and converts in both directions.

// [program]
#include <assay/json/boost_json.hpp>
#include <assay/promptetheus.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include <iostream>

using namespace assay::promptetheus;

int main() {
  boost::json::value value = boost::json::parse(R"({
    "type": "tool_call", "session_id": "ses_1", "timestamp": "2026-06-12T12:34:56Z", "seq": 3,
    "idempotency_key": "ses_1:0a1b2c3d:3",
    "payload": {"tool_name": "search", "arguments": {"to": "OSL"}}})");

  assay::value_validator<event> validator; // keep it: it reuses its memory
  if (!validator.check(value)) return 1;

  const auto e = boost::json::value_to<event>(value); // throws if the event is not accepted
  const auto& call = std::get<tool_call>(e.payload);
  const boost::json::value arguments = boost::json::value_from(call.arguments);
  std::cout << call.tool_name << " to " << arguments.at("to") << '\n';
  if (boost::json::value_from(e) != value) return 1;

  value.as_object().erase("seq");
  if (!validator.check(value))
    for (const assay::violation& v : validator.report().violations())
      std::cout << to_string(v) << '\n';
  if (const auto bad = boost::json::try_value_to<event>(value); !bad)
    std::cout << bad.error().message() << '\n';
}
// [/program]
