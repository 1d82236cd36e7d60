// SPDX-License-Identifier: BSL-1.0

// A producer: builds an event from C++ values, writes it, and checks it at the strictest level.
#include <assay/promptetheus.hpp>

#include <iostream>

int main() {
  using namespace assay::promptetheus;
  assay::text_buffer out;

  // [build]
  event e{.session_id = "ses_1",
          .timestamp = "2026-06-12T12:34:56.789Z",
          .seq = 4,
          .idempotency_key = "ses_1:0a1b2c3d:4",
          .payload = tool_call{.tool_name = "search",
                               .arguments = {{"to", "OSL"}, {"seats", 2}, {"flexible", true}}}};
  e.parent_id = nullptr; // null: a top-level span; without this line, the member is missing
  if (const auto written = assay::write(e, out); !written) {
    std::cerr << name_of(written.error()) << '\n'; // invalid_value
    return 1;
  }
  // [/build]

  // [verify]
  assay::options strict;
  strict.level = assay::level::strict;
  assay::validator<event> validator(strict);
  if (!validator.check(out.view())) {
    for (const assay::violation& v : validator.report().violations())
      std::cerr << to_string(v) << '\n';
    return 1;
  }
  // [/verify]
  std::cout << out.view() << '\n';
}
