// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a choice of one_of is a text: write it in quotes
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::one_of(1, 2));
