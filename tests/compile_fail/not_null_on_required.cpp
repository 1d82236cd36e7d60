// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: not_null is for optional members: the types of other members define whether null is
// accepted
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.", assay::not_null());
