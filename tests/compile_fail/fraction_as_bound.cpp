// expect: a bound is an integer, neither a fraction nor a character nor a boolean: write one such
// as 0 or 100
#include "tool.hpp"

constexpr auto f = assay::field<&tool::weight>("What the rule is about.", assay::between(0.5, 1.5));
