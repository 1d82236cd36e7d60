// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: check_members needs a function that returns whether the members agree, not null
#include "tool.hpp"

const auto r =
    assay::rules(assay::check_members<&tool::size>(assay::level::strict, nullptr, "a size"));
