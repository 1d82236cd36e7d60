// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: write a bound with a fraction as text, such as
#include "tool.hpp"

const auto f = assay::field<&tool::weight>("What the rule is about.", assay::between(0.5, 1.5));
