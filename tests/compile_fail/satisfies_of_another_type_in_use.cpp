// SPDX-License-Identifier: BSL-1.0

// expect-name: size
// expect: satisfies needs a function that takes the type of the member (std::string_view for
// strings) or an assay::json_text, and returns bool
#include "tool.hpp"

#include <assay/json/validator.hpp>

constexpr bool is_slug(std::string_view s) { return s.find(' ') == s.npos; }

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&tool::size>("Size.", satisfies<is_slug>("no spaces")));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
