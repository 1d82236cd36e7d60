// SPDX-License-Identifier: BSL-1.0

// One event, checked at each of the three levels.
// [program]
#include <assay/promptetheus.hpp>
#include <iostream>

int main() {
  // The arguments are not an object, the key contains another number than `seq`, and `retries` is
  // not in the schema.
  const std::string_view text =
      R"({"type":"tool_call","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":3,)"
      R"("idempotency_key":"ses_1:0a1b2c3d:4","retries":1,)"
      R"("payload":{"tool_name":"search","arguments":["OSL"]}})";

  for (const auto level :
       {assay::level::reference, assay::level::published, assay::level::strict}) {
    assay::validator<assay::promptetheus::event> validator({.level = level});
    std::cout << name_of(level) << ": " << (validator.check(text) ? "accepted" : "rejected")
              << '\n';
    for (const assay::violation& v : validator.report().violations())
      std::cout << "  " << to_string(v) << '\n';
  }
}
// [/program]
