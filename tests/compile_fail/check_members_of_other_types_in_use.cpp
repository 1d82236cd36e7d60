// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: check_members needs a function that takes the types of its members in their order
// (std::string_view for strings), or as many assay::json_text, and returns bool
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(check_members<&tool::name, &tool::size>(
      level::strict, [](std::int64_t, std::int64_t) { return true; }, "a name that fits"));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
