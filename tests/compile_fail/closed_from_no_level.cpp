// SPDX-License-Identifier: BSL-1.0

// expect-name: closed_from
// expect: a level is reference, published, strict or never: this number is not a level
#include "tool.hpp"

const auto r = assay::rules(assay::closed_from(assay::level{7}));
