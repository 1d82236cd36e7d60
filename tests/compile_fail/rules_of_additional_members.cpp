// SPDX-License-Identifier: BSL-1.0

// expect-name: additional
// expect: the additional members are no member of the text, so rules cannot be about them: name
// another member
#include "tool.hpp"

const auto f = assay::field<&tool::additional>("Whatever else.");
