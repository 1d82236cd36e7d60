// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: the text of a bound must be a JSON number: write
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.", assay::minimum(".5"));
