// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: the name of a member must be UTF-8 without characters that JSON escapes: leave this
// member to the additional ones
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(named<&tool::size>("12\" saw"));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
