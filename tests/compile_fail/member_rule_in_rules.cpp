// SPDX-License-Identifier: BSL-1.0

// expect: rules takes what is said of a struct, such as field<&my_struct::member>(...) or
// closed_from(...): a rule of one member, such as minimum(0), stands in its field
#include "tool.hpp"

const auto r = assay::rules(assay::minimum(0));
