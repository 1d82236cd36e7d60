// SPDX-License-Identifier: BSL-1.0

// expect-name: event
// expect: a wire object must keep unknown members: describe one member of type
// assay::additional_members, or state ignores_unknown_members() in its rules
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct event {
  std::string name{};
};
BOOST_DESCRIBE_STRUCT(event, (), (name))

int main() { return assay::check<event>("{}") ? 1 : 0; }
