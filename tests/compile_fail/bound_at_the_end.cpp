// expect: a bound lies between the ends of std::int64_t: at an end or beyond, leave the rule out
#include "tool.hpp"

constexpr auto f =
    assay::field<&tool::weight>("What the rule is about.", assay::minimum(INT64_MIN));
