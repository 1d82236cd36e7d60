// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: check_members needs a function that takes the types of its members in their order
// (std::string_view for strings), or as many assay::json_text, and returns bool
#include "tool.hpp"

void silent(std::int64_t) {}

const auto r =
    assay::rules(assay::check_members<&tool::size>(assay::level::strict, silent, "a size"));
