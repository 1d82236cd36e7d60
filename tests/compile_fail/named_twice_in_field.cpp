// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: named is there twice for one member: remove one
#include "tool.hpp"

const auto r = assay::rules(assay::named<&tool::name>("tool.name"),
                            assay::field<&tool::name>("Name.", assay::named("tool_name")));
