// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: a minimum is above its maximum, so no value is valid: change one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::size>("Size.", between(2, 1)));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
