// expect: rules has closed_from twice: remove one of the two
#include "tool.hpp"

constexpr auto r =
    assay::rules(assay::closed_from(assay::never), assay::closed_from(assay::level::strict));
