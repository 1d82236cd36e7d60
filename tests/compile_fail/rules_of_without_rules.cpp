// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules_of for a struct must return rules(...): put its result between these parentheses
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  return assay::field<&tool::size>("Size.", assay::minimum(0));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
