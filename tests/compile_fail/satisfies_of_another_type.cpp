// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: satisfies needs a function that takes the type of the member (std::string_view for
// strings) or an assay::json_text, and returns bool
#include "tool.hpp"

constexpr bool is_even(std::int64_t n) { return n % 2 == 0; }

const auto f = assay::field<&tool::name>("What the rule is about.",
                                         assay::satisfies<is_even>("an even number"));
