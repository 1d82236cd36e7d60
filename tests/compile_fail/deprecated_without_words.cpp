// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: deprecated needs the words for what to send instead: empty ones say nothing
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::deprecated(""));
