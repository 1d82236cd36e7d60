// SPDX-License-Identifier: BSL-1.0

// expect: check_object needs a function that finds violations, not null
#include "tool.hpp"

const auto r = assay::rules(assay::check_object(assay::level::strict, nullptr));
