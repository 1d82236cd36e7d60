// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: one_of says all of a string: remove the length or format beside it
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::one_of("saw", ""),
                                         assay::min_length(1));
