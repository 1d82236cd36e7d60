// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: not_null is for members that may be absent: the others say by their type whether null is
// taken
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::not_null());
