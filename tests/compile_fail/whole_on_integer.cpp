// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: whole is for members of type assay::number, double or float: an integer type accepts
// only integers, remove the rule
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::whole());
