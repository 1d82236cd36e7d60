// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: examples takes at least 1 value: add one, or remove it
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::examples());
