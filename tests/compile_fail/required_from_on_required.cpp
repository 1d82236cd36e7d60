// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: required_from is for optional members: the type of this member requires it already,
// remove the rule
#include "tool.hpp"

const auto f = assay::field<&tool::name>("What the rule is about.",
                                         assay::required_from(assay::level::strict));
