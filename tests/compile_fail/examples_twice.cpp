// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a member has examples twice: merge them into one list
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::examples("1"),
                                         assay::examples("2"));
