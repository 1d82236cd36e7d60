// SPDX-License-Identifier: BSL-1.0

// expect-name: tool
// expect: rules has described_as twice: remove one of them
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(described_as("Tool", "A tool."), described_as("Tool", "Another."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
