// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: required_from and defaulted contradict each other: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::size>("Size.", required_from(level::strict), defaulted()));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
