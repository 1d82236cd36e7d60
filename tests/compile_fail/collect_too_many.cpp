// SPDX-License-Identifier: BSL-1.0

// expect-name: tags
// expect: collect takes from 1 to 4 members
#include "tool.hpp"

const auto r =
    assay::rules(assay::collect<&tool::name, &tool::size, &tool::weight, &tool::count, &tool::tags>(
        assay::level::strict));
