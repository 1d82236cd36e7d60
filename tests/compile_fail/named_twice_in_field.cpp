// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a member has named twice: remove one of them
#include "tool.hpp"

const auto r = assay::rules(assay::named<&tool::name>("tool.name"),
                            assay::field<&tool::name>("Name.", assay::named("tool_name")));
