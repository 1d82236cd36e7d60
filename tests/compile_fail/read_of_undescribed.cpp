// SPDX-License-Identifier: BSL-1.0

// expect-name: point
// expect: only a described struct can be read, checked or written: add BOOST_DESCRIBE_STRUCT
#include <assay/json/result.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <vector>

struct event {
  std::string name{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (name, additional))

struct point {
  int x{}, y{};
};

int main() { return assay::read<point>("{}") ? 0 : 1; }
