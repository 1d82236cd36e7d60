// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a member has a rule twice: remove one of them
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::not_null(),
                                         assay::not_null(assay::level::strict));
