// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a member has a rule twice (between has minimum and maximum in it): remove one of the two
#include "tool.hpp"

const auto f =
    assay::field<&tool::size>("What the rule is about.", assay::minimum(0), assay::between(1, 9));
