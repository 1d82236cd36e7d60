// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a rule names a member twice: remove one of them
#include "tool.hpp"

bool ordered(std::int64_t a, std::int64_t b) { return a < b; }

const auto r = assay::rules(
    assay::check_members<&tool::size, &tool::size>(assay::level::strict, ordered, "a size"));
