// SPDX-License-Identifier: BSL-1.0

// expect-name: event
// expect: describe every member of a wire object, in the order of the struct: a member that is left
// out is neither read nor written
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct event {
  std::string id{};
  std::string note{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (id, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
