// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: satisfies needs a text for the message: write what a valid value is
#include "tool.hpp"

constexpr bool is_even(std::int64_t n) { return n % 2 == 0; }

const auto f = assay::field<&tool::size>("What the rule is about.", assay::satisfies<is_even>(""));
