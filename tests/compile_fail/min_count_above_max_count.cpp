// SPDX-License-Identifier: BSL-1.0

// expect-name: tags
// expect: a minimum is above its maximum, so no value is valid: change one of them
#include "tool.hpp"

const auto f =
    assay::field<&tool::tags>("What the rule is about.", assay::min_count(3), assay::max_count(2));
