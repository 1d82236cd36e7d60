// expect-name: size
// expect: level
#include "tool.hpp"

const auto f = assay::field<&tool::size>("What the rule is about.", assay::required_from(2));
