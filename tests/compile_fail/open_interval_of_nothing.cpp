// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: a minimum is above its maximum, so no value is valid: change one of them
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.",
                                           assay::exclusive_minimum("0.5"), assay::maximum("0.50"));
