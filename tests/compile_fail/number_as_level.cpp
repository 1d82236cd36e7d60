// expect: level
#include "tool.hpp"

constexpr auto f = assay::field<&tool::size>("What the rule is about.", assay::required_from(2));
