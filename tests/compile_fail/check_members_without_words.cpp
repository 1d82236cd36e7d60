// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: check_members needs the words for what would be right: empty ones say nothing
#include "tool.hpp"

bool holds(std::int64_t size) { return size >= 0; }

const auto r = assay::rules(assay::check_members<&tool::size>(assay::level::strict, holds, ""));
