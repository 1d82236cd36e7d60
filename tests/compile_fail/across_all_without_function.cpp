// expect: across_all needs a function that finds what is wrong: null is none
#include "tool.hpp"

constexpr auto r = assay::rules(assay::across_all(assay::level::strict, nullptr));
