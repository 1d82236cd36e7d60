// expect: the rules are about a member of another struct: name this one's
#include "tool.hpp"

#include <assay/json/validator.hpp>

struct nail {
  std::string name{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(nail, (), (name, additional))

consteval auto rules_of(const tool*) {
  return assay::rules(assay::field<&nail::name>("Name.", assay::min_length(1)));
}

int main() { return assay::check<tool>("{}") ? 1 : 0; }
