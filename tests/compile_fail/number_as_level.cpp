// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: required_from(level from)
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::required_from(2));
