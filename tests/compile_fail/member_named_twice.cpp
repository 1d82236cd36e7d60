// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: rules names a member twice: merge the two fields
#include "tool.hpp"

const auto r = assay::rules(assay::field<&tool::name>("Name."),
                            assay::field<&tool::name>("Again.", assay::min_length(1)));
