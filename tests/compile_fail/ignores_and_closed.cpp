// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: closed_from and ignores_unknown_members contradict each other: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(ignores_unknown_members(), closed_from(level::strict));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
