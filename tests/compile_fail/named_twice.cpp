// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a member has named twice: remove one of them
#include "tool.hpp"

const auto r = assay::rules(assay::named<&tool::size>("Size"), assay::named<&tool::size>("bytes"));
