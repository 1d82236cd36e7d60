// SPDX-License-Identifier: BSL-1.0

// A consumer: payloads are looked into by type, whatever their shape.
#include <assay/promptetheus.hpp>

#include <iostream>
#include <string_view>

namespace {

// [visit]
void show(const assay::promptetheus::event& e) {
  using namespace assay::promptetheus;
  if (const auto* result = std::get_if<tool_result>(&e.payload)) {
    if (result->error) std::cout << result->call_id << " failed: " << *result->error << '\n';
    else if (result->error.is_null()) std::cout << result->call_id << " said that nothing failed\n";
    else std::cout << result->call_id << " did not say whether it failed\n";
  } else if (const auto* measured = std::get_if<metric>(&e.payload)) {
    std::cout << measured->name << " = " << measured->value.text() << ", about "
              << measured->value.to_double() << '\n';
  } else if (const auto* untyped = std::get_if<assay::untyped_payload>(&e.payload)) {
    std::cout << "untyped " << untyped->type << ": " << untyped->content.text() << '\n';
  }
}
// [/visit]

} // namespace

int main() {
  using assay::promptetheus::event;
  constexpr std::string_view envelope =
      R"("session_id":"s","timestamp":"t","seq":0,"idempotency_key":"k")";
  assay::validator<event> validator;
  event e; // reused: what it holds of the event before is memory that need not be allocated again
  for (const std::string_view member :
       {R"("type":"tool_result","payload":{"call_id":"c1","result":null,"error":"no seats"})",
        R"("type":"tool_result","payload":{"call_id":"c2","result":[],"error":null})",
        R"("type":"tool_result","payload":{"call_id":"c3"})",
        R"("type":"metric","payload":{"name":"rows","value":12345678901234567890123})",
        R"("type":"metric","payload":{"unit":"ms"})"}) {
    const std::string text = "{" + std::string(envelope) + "," + std::string(member) + "}";
    if (!validator.read(text, e)) return 1;
    show(e);
  }
}
