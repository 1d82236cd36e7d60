// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules has ignores_unknown_members twice: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(ignores_unknown_members(), ignores_unknown_members());
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
