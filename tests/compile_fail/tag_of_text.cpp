// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: tag needs a member that is a union with its tag beside it, and not optional: state
// `alternatives` in rules_of for the std::variant
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(tag<&tool::name>("type", "What it is."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
