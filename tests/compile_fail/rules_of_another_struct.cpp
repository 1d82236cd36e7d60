// SPDX-License-Identifier: BSL-1.0

// expect-name: head
// expect: a rule is about a member of another struct: name a member of this struct
#include "tool.hpp"

#include <assay/json/validator.hpp>

struct nail {
  std::string head{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(nail, (), (head, additional))

consteval auto rules_of(const tool*) {
  using namespace assay;
  return rules(field<&nail::head>("Head.", min_length(1)));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
