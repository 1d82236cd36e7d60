// expect: a bound is an integer, neither a fraction nor a character nor a boolean: write one such
// as 0 or 100
#include "tool.hpp"

constexpr auto f = assay::field<&tool::name>("What the rule is about.", assay::min_length(2.5));
