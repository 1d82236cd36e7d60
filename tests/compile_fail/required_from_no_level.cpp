// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a level is reference, published, strict or never: this number is not a level
#include "tool.hpp"

const auto f =
    assay::field<&tool::size>("What the rule is about.", assay::required_from(assay::level{4}));
