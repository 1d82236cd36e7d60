// SPDX-License-Identifier: BSL-1.0

// The first program of the guide: reads one event, rejects another, and writes the first again.

// [program]
#include <assay/promptetheus.hpp>

#include <iostream>
#include <string_view>

using namespace assay::promptetheus;

int main() {
  const std::string_view good = R"({
    "type": "tool_call", "session_id": "ses_1", "timestamp": "2026-06-12T12:34:56Z", "seq": 3,
    "idempotency_key": "ses_1:0a1b2c3d:3",
    "payload": {"tool_name": "search", "arguments": {"to": "OSL", "id": 12345678901234567890123}},
    "region": "eu-north"})";
  const std::string_view bad = R"({
    "type": "tool_call", "session_id": "ses_1", "timestamp": "2026-06-12T12:34:56Z", "seq": -3,
    "payload": {"tool_name": ["search"], "arguments": {}}})";

  assay::validator<event> validator;
  event e;
  if (!validator.read(good, e)) return 1;
  if (const auto* call = std::get_if<tool_call>(&e.payload))
    std::cout << "tool " << call->tool_name << " with " << call->arguments.text() << '\n';

  if (!validator.check(bad)) // the verdict only: no C++ value is made
    for (const assay::violation& v : validator.report().violations())
      std::cout << "byte " << *v.offset << ": " << to_string(v) << '\n';

  e.seq = 4;
  e.idempotency_key = "ses_1:0a1b2c3d:4";
  assay::text_buffer out;
  if (const auto written = assay::write(e, out); !written) {
    std::cerr << "cannot write the event: " << name_of(written.error()) << '\n';
    return 1;
  }
  std::cout << out.view() << '\n';
}
// [/program]
