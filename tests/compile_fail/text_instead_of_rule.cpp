// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: field takes the rules of one member, such as minimum(0) or not_null(): put rules of
// the struct, such as check_members or closed_from, beside field in rules
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", "in bytes");
