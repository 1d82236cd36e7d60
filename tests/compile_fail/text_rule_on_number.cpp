// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a rule on strings (min_length, max_characters, one_of, format, ...) needs a member of
// type std::string: change the rule or the member
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::min_length(1));
