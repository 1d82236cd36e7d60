// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: one_of takes at least 1 choice: add one, or remove the rule
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::one_of());
