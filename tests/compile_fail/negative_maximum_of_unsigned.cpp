// SPDX-License-Identifier: BSL-1.0

// expect-name: count
// expect: no value of the integer type is within the bound: change the bound or the type
#include "tool.hpp"

const auto f = assay::field<&tool::count>("What the rule is about.", assay::maximum(-1));
