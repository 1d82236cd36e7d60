// SPDX-License-Identifier: BSL-1.0

// expect-name: event
// expect: the members of a wire object must be public: make its protected and private members
// public
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

class event {
  std::string name{};
  assay::additional_members additional{};
  BOOST_DESCRIBE_CLASS(event, (), (), (), (name, additional))
};

int main() { return assay::check<event>("{}") ? 1 : 0; }
