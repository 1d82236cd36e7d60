// expect: collect takes from 1 to 4 members
#include "tool.hpp"

constexpr auto r =
    assay::rules(assay::collect<&tool::name, &tool::size, &tool::weight, &tool::name, &tool::size>(
        assay::level::strict));
