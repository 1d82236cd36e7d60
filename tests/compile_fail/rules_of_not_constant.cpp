// SPDX-License-Identifier: BSL-1.0

// expect-name: page
// expect: static_assert((rules_of(static_cast<const T*>(nullptr)), true))
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

struct page {
  int number{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(page, (), (number, additional))
inline auto rules_of(const page*) {
  return assay::rules(assay::field<&page::number>("Its number.", assay::minimum(0)));
}

int main() { return assay::check<page>("{}") ? 0 : 1; }
