// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: multiple_of takes a number with at most 18 significant digits: change the number
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.",
                                           assay::multiple_of("18446744073709551616"));
