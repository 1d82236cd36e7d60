// SPDX-License-Identifier: BSL-1.0

// expect-name: event
// expect: only a described struct can be read, checked or written, not an array, map, variant or
// scalar: make it a member of a struct, or use it element by element
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

int main() { return assay::read<std::vector<event>>("[]") ? 0 : 1; }
