// expect: across needs a function that tells whether the rule holds: null is none
#include "tool.hpp"

constexpr auto r =
    assay::rules(assay::across<&tool::size>(assay::level::strict, nullptr, "a size"));
