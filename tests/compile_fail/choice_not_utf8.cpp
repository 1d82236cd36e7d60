// expect: a choice of one_of is not UTF-8: no string could be it, correct it
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) { return assay::rules(assay::field<&tool::name>("Name.", assay::one_of("saw", "s\xE4gen"))); }

int main() { return assay::check<tool>("{}") ? 1 : 0; }
