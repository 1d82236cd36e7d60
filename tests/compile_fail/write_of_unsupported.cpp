// SPDX-License-Identifier: BSL-1.0

// expect-name: name
// expect: a member of a wire object cannot be a view: use std::string
#include <assay/json/write.hpp>

#include <boost/describe/class.hpp>

#include <string_view>

struct event {
  std::string_view name{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (name, additional))

int main() {
  assay::text_buffer out;
  return assay::write(event(), out) ? 0 : 1;
}
