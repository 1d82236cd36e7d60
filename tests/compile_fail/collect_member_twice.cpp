// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a rule names a member twice: remove one of them
#include "tool.hpp"

const auto r = assay::rules(assay::collect<&tool::name, &tool::name>(assay::level::strict));
