// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: the name of a member is UTF-8 and has no byte that JSON escapes: leave this one to the
// additional members
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(named<&tool::size>("12\" saw"));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
