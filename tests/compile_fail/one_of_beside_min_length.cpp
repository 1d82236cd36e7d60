// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: one_of already lists all valid strings: remove the length or format rule
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::one_of("saw", ""),
                                         assay::min_length(1));
