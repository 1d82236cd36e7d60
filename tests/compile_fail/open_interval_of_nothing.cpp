// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: a minimum is above its maximum, so that no value could pass: exchange or change the two
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.",
                                           assay::exclusive_minimum("0.5"), assay::maximum("0.50"));
