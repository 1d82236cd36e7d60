// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules has all_enforced_from twice: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(all_enforced_from(level::strict), all_enforced_from(level::reference));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
