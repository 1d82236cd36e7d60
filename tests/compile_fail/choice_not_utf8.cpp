// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a choice of one_of must be UTF-8 without control characters: others match nothing, or
// break messages
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::name>("Name.", one_of("saw", "s\xE4gen")));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
