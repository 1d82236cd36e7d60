// expect: text_of is for members of the event itself: name one of its struct
#include "tool.hpp"

#include <assay/json/validator.hpp>

struct nail {
  std::string name{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(nail, (), (name, additional))

int main() {
  assay::validator<tool> v;
  return v.text_of<&nail::name>().empty() ? 1 : 0;
}
