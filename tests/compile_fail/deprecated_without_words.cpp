// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: deprecated needs a text for the message: write what to send instead
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::deprecated(""));
