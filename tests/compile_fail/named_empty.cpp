// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a name is empty: write a name
#include "tool.hpp"

const auto r = assay::rules(assay::named<&tool::size>(""));
