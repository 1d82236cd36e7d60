// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a rule on numbers (minimum, between, multiple_of, whole, ...) needs a member of a number
// type: change the rule or the member
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::name>("Name.", minimum(0)));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
