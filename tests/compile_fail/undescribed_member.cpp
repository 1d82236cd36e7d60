// SPDX-License-Identifier: BSL-1.0

// expect-name: forgotten
// expect: the member is not described: add it to BOOST_DESCRIBE_STRUCT
#include <assay/schema/rules.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct tool {
  std::string name{};
  bool forgotten{};
};
BOOST_DESCRIBE_STRUCT(tool, (), (name))

const auto f = assay::field<&tool::forgotten>("Forgotten.");
