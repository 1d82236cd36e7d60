// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a rule on numbers (minimum, between, multiple_of, whole, ...) needs a member of a number
// type: change the rule or the member
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::minimum(0));
