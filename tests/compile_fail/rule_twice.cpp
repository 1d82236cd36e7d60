// expect: field has a rule twice (between has minimum and maximum in it): remove one of the two
#include "tool.hpp"

constexpr auto f = assay::field<&tool::weight>("What the rule is about.", assay::minimum(0),
                                               assay::whole(), assay::minimum(1));
