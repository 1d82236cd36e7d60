// SPDX-License-Identifier: BSL-1.0

// The README's example: one event is accepted and read, another one is rejected.

// [example]
#include <assay/trajectory.hpp>
#include <iostream>

int main() {
  assay::validator<assay::trajectory::telemetry_event> validator;
  assay::trajectory::telemetry_event e;
  for (const std::string_view text :
       {R"({"event_type":"user.accept","session_id":"s1","timestamp":"2026-06-12T09:00:04Z"})",
        R"({"event_type":"","session_id":81,"timestamp":"yesterday","properties":[]})"}) {
    if (validator.read(text, e)) std::cout << e.event_type << " in " << e.session_id << '\n';
    for (const auto& v : validator.report().violations()) std::cout << to_string(v) << '\n';
  }
}
// [/example]
