// SPDX-License-Identifier: BSL-1.0

// expect-name: label
// expect: a member of a wire object cannot be a view: use std::string
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>
#include <vector>

struct entry {
  std::string_view label{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(entry, (), (label, additional))

struct event {
  std::vector<entry> entries{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (entries, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
