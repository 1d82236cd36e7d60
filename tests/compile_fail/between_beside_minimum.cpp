// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a member has a rule twice (between includes minimum and maximum): remove one of them
#include "tool.hpp"

const auto f =
    assay::field<&tool::size>("What the rule is about.", assay::minimum(0), assay::between(1, 9));
