// SPDX-License-Identifier: BSL-1.0

// expect-name: head
// expect: text_of needs a member of the event itself: name one of its struct
#include "tool.hpp"

#include <assay/json/validator.hpp>

struct nail {
  std::string head{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(nail, (), (head, additional))

int main() {
  assay::validator<tool> v;
  return v.text_of<&nail::head>().empty() ? 1 : 0;
}
