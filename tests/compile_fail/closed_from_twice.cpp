// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules has closed_from twice: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(closed_from(never), closed_from(level::strict));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
