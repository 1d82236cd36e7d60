// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules_of is found only if its parameter is a `const my_struct*`: change it to that
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool&) {
  return assay::rules(assay::field<&tool::size>("Size.", assay::minimum(0)));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
