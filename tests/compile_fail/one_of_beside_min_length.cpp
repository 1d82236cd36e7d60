// expect: one_of says all of a text: remove min_length and format beside it
#include "tool.hpp"

constexpr auto f = assay::field<&tool::name>("What the rule is about.", assay::one_of("saw", ""),
                                             assay::min_length(1));
