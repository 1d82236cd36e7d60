// expect: a member's name has no byte that JSON escapes and is UTF-8: leave this one to the
// additional members
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  return assay::rules(assay::forbidden("12\" saw", "Send its size."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
