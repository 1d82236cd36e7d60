// SPDX-License-Identifier: BSL-1.0

// expect-name: int
// expect: only a described struct can be read, checked or written, not an array, map, variant or
// scalar: make it a member of a struct, or use it element by element
#include <assay/json/validator.hpp>

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

int main() {
  assay::validator<int> v;
  int i = 0;
  return v.read("1", i) ? 0 : 1;
}
