// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a rule across members needs the code of an invalid value: members_disagree,
// out_of_range, not_one_of, ...
#include "tool.hpp"

bool holds(std::int64_t size) { return size >= 0; }

const auto r = assay::rules(assay::check_members<&tool::size>(assay::level::strict, holds, "a size",
                                                              assay::code::missing_member));
