// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a length or count is an integer, not a fraction, character or boolean: write a number
// such as 1 or 100
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::min_length(2.5));
