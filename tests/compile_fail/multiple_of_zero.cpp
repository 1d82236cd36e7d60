// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: multiple_of takes a number greater than 0: change the number
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.", assay::multiple_of(0));
