// SPDX-License-Identifier: BSL-1.0

// expect-name: additional
// expect: additional_members is not a member in JSON, so it cannot have rules: name another
// member
#include "tool.hpp"

const auto f = assay::field<&tool::additional>("Whatever else.");
