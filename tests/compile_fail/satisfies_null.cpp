// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: satisfies needs a function that takes the type of the member (std::string_view for
// strings) or an assay::json_text, and returns bool
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.",
                                         assay::satisfies<nullptr>("an even number"));
