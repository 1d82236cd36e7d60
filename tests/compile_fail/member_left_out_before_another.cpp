// SPDX-License-Identifier: BSL-1.0

// expect: describe every member of a wire object, in the order of the struct: a member that is
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

struct letter {
  int pages{};
  int copies{}; // before a member that is aligned to 8 bytes
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(letter, (), (pages, additional))

int main() { return assay::check<letter>("{}") ? 1 : 0; }
