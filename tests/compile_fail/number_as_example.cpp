// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: an example is the text of a JSON value: write it in quotes
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::examples(1, 2));
