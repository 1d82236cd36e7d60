// SPDX-License-Identifier: BSL-1.0

// expect-name: event
// expect: a wire object can have only one member of type assay::additional_members: remove the
// others
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct event {
  assay::additional_members additional{};
  assay::additional_members more{};
};
BOOST_DESCRIBE_STRUCT(event, (), (additional, more))

int main() { return assay::check<event>("{}") ? 1 : 0; }
