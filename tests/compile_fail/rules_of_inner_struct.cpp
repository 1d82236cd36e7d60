// SPDX-License-Identifier: BSL-1.0

// expect-name: length
// expect-within: 33
// expect-lines: 46
// expect: a minimum is above its maximum, so no value is valid: change one of them
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <vector>

struct entry {
  int length{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(entry, (), (length, additional))

consteval auto rules_of(const entry*) {
  return assay::rules(assay::field<&entry::length>("Length.", assay::between(9, 1)));
}

struct event {
  std::vector<entry> entries{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (entries, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
