// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: check_members needs a function that tells whether the members agree: null is none
#include "tool.hpp"

const auto r =
    assay::rules(assay::check_members<&tool::size>(assay::level::strict, nullptr, "a size"));
