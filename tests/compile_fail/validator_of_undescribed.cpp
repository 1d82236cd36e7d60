// SPDX-License-Identifier: BSL-1.0

// expect-name: point
// expect: only a described struct can be read, checked or written: add BOOST_DESCRIBE_STRUCT
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
  assay::validator<point> v;
  point p;
  return v.read("{}", p) ? 0 : 1;
}
