// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: check_members needs a function that takes the types of its members in their order
// (std::string_view for strings), or as many assay::json_text, and returns bool
#include "tool.hpp"

bool holds(std::int64_t size) { return size >= 0; }

const auto r =
    assay::rules(assay::check_members<&tool::name>(assay::level::strict, holds, "a size"));
