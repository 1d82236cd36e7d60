// expect: a member's name is empty: give it one
#include "tool.hpp"

#include <assay/json/validator.hpp>

consteval auto rules_of(const tool*) {
  return assay::rules(assay::forbidden("", "Send its name."));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
