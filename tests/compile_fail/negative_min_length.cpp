// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a length or count is from 0 to 4294967295: change the number
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::min_length(-1));
