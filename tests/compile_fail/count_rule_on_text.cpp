// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a rule on counts (min_count, max_count, unique_elements) needs a member that is an array
// or a map: change the rule or the member
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::max_count(3));
