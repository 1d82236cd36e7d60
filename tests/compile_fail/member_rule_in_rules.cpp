// SPDX-License-Identifier: BSL-1.0

// expect: rules takes rules of a struct, such as field<&my_struct::member>(...) or
// closed_from(...): put a rule of one member, such as minimum(0), into its field
#include "tool.hpp"

const auto r = assay::rules(assay::minimum(0));
