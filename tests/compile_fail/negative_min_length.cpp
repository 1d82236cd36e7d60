// expect: min_length takes from 0 to 4294967295 bytes
#include "tool.hpp"

constexpr auto f = assay::field<&tool::name>("What the rule is about.", assay::min_length(-1));
