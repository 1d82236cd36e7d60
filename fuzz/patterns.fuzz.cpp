// SPDX-License-Identifier: BSL-1.0

// Patterns over events accept any content that is JSON, and their findings refer to existing
// events.

#include "input.hpp"

#include <assay/analysis/patterns.hpp>
#include <assay/json/parse_raw.hpp>
#include <assay/testing/source.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assay_fuzz::input in(data, size);
  const std::string_view text = in.text();
  if (!assay::is_valid_json(text)) return 0;
  static constexpr std::string_view names[] = {"a.started",   "a.attempted", "a.failed",
                                               "a.completed", "a.retried",   "b.started"};
  assay::testing::source from(size);
  std::vector<assay::analysis::pattern_event> events;
  for (std::size_t n = from.below(8); n != 0; --n) events.push_back({from.pick(names), text});
  for (const auto& f : assay::analysis::check_patterns(events))
    assay_fuzz::must(f.event < events.size(), "a finding refers to an event", text);
  return 0;
}
