// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: named is there twice for one member: remove one
#include "tool.hpp"

const auto r = assay::rules(assay::named<&tool::size>("Size"), assay::named<&tool::size>("bytes"));
