// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules has names_in twice: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(names_in(case_style::camel_case), names_in(case_style::kebab_case));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
