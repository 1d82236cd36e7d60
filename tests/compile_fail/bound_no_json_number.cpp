// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: a bound that is a text is a JSON number: write
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.", assay::minimum(".5"));
