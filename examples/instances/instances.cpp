// SPDX-License-Identifier: BSL-1.0

// Only events.cpp compiles the code for events, so this file compiles faster.
#include "events.hpp"

#include <iostream>
#include <string>

int main() {
  using assay::promptetheus::event;
  const std::string text =
      R"({"type":"user_message","session_id":"s1","timestamp":"2026-06-12T09:00:55.100894Z","seq":1,)"
      R"("idempotency_key":"s1:n1:1","payload":{"content":"hello"}})";
  assay::validator<event> validator;
  event e;
  if (!validator.read(text, e)) return 1;
  assay::text_buffer out;
  if (!assay::write(e, out)) return 1;
  std::cout << out.view() << '\n';
  return validator.check(out.view()) ? 0 : 1;
}
