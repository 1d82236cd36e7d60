// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a minimum is above its maximum, so no value is valid: change one of them
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::min_length(3),
                                         assay::max_length(2));
