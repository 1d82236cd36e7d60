// SPDX-License-Identifier: BSL-1.0

// expect-name: length
// expect: two members (described, tag or forbidden) have the same name: rename or remove one
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(forbidden("length", "Send its size."), forbidden("length", "Send its weight."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
