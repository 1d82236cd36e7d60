// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: the name of a member is empty: write its name
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(forbidden("", "Send its name."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
