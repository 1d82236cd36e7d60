// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a minimum is above its maximum, so that no value could pass: exchange or change the two
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::min_length(3),
                                         assay::max_length(2));
