// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: rules has collect twice: name all members in one collect
#include "tool.hpp"

const auto r = assay::rules(assay::collect<&tool::name>(assay::level::strict),
                            assay::collect<&tool::size>(assay::level::strict));
