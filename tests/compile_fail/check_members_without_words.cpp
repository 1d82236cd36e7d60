// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: check_members needs a text for the message: write what valid members are
#include "tool.hpp"

bool holds(std::int64_t size) { return size >= 0; }

const auto r = assay::rules(assay::check_members<&tool::size>(assay::level::strict, holds, ""));
