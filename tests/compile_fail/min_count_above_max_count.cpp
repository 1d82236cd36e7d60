// SPDX-License-Identifier: BSL-1.0

// expect-name: tags
// expect: a minimum is above its maximum, so that no value could pass: exchange or change the two
#include "tool.hpp"

const auto f =
    assay::field<&tool::tags>("What the rule is about.", assay::min_count(3), assay::max_count(2));
