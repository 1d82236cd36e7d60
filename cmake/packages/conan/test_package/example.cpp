// SPDX-License-Identifier: BSL-1.0
#include <assay/promptetheus.hpp>

int main() {
  const char* const event =
      R"({"type":"user_message","session_id":"s1","timestamp":"2026-06-12T09:00:55Z","seq":1,)"
      R"("idempotency_key":"s1:n:1","payload":{"content":"hello"}})";
  return assay::check<assay::promptetheus::event>(event) ? 0 : 1;
}
