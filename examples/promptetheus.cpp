// SPDX-License-Identifier: BSL-1.0

// One event, read and written.
// [example]
#include <assay/promptetheus.hpp>
#include <iostream>

int main() {
  using namespace assay::promptetheus;
  const std::string_view text =
      R"({"type":"tool_call","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":3,
    "idempotency_key":"ses_1:0a1b2c3d:3","payload":{"tool_name":"search","arguments":{"to":"OSL","seats":2}}})";

  assay::validator<event> validator;
  event e;
  if (!validator.read(text, e)) {
    for (const assay::violation& v : validator.report().violations())
      std::cerr << to_string(v) << '\n';
    return 1;
  }
  if (const auto* call = std::get_if<tool_call>(&e.payload))
    std::cout << call->tool_name << ' ' << call->arguments.text() << '\n';

  assay::text_buffer out;
  if (!assay::write(e, out)) return 1; // only for strings that are not UTF-8
  std::cout << out.view() << '\n';
}
// [/example]
