// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: one_of names a choice twice: remove one of them
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::one_of("a", "b", "a"));
