// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: two members (described, tag or forbidden) have the same name: rename or remove one
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(forbidden("size", "Send its weight."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
