// SPDX-License-Identifier: BSL-1.0

// expect-name: point
// expect: only a described struct can be read, checked or written: add BOOST_DESCRIBE_STRUCT
#include <assay/json/write.hpp>

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
  assay::text_buffer out;
  return assay::write(point(), out) ? 0 : 1;
}
