// expect: rules has all_enforced_from twice: remove one of the two
#include "tool.hpp"

constexpr auto r = assay::rules(assay::all_enforced_from(assay::level::strict),
                                assay::all_enforced_from(assay::level::reference));
