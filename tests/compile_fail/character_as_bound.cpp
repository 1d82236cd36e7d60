// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a bound is an integer or the text of a number, not a character or a boolean: write a
// bound such as 0, 100 or
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::maximum('9'));
