// SPDX-License-Identifier: BSL-1.0

// Hostile texts against limits that fit the events of one gateway.
// [program]
#include <assay/promptetheus.hpp>
#include <iostream>
#include <string>

int main() {
  assay::options options;
  options.limits.max_document_bytes = 1 << 20; // no event of this gateway is longer than 1 MiB
  options.limits.max_string_bytes = 1 << 16;
  options.limits.max_depth = 64;
  options.limits.max_members = 1000;
  options.null_characters = assay::null_character_policy::reject;
  assay::validator<assay::promptetheus::event> validator(options);

  const auto event_with = [](const std::string& arguments) {
    return R"({"type":"tool_call","session_id":"s","timestamp":"2026-06-12T12:34:56Z","seq":3,)"
           R"("idempotency_key":"s:0a1b2c3d:3","payload":{"tool_name":"search","arguments":)" +
           arguments + "}}";
  };
  const std::string deep(1000, '['), letters(100'000, 'a'), spaces(2 << 20, ' ');
  for (const std::string& text :
       {event_with("{}"), event_with(deep), event_with("\"" + letters + "\""),
        event_with(R"({"a":"\u0000"})"), event_with(R"({},"tool_name":"other")"), spaces}) {
    const bool accepted = validator.check(text);
    std::cout << text.size() << " bytes: " << (accepted ? "accepted" : "rejected") << '\n';
    for (const assay::violation& v : validator.report().violations())
      std::cout << "  byte " << *v.offset << ": " << to_string(v) << '\n';
  }
}
// [/program]
