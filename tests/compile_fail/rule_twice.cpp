// SPDX-License-Identifier: BSL-1.0

// expect-name: weight
// expect: a member has a rule twice (between includes minimum and maximum): remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::weight>("Weight.", minimum(0), whole(), minimum(1)));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
