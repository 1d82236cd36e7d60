// SPDX-License-Identifier: BSL-1.0

// expect-name: paint
// expect-within: 34
// expect-lines: 56
// expect: a member has named twice: remove one of them
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)

consteval auto rules_of(const color*) {
  return assay::rules(assay::named<color::red>("Red"), assay::named<color::red>("RED"));
}

struct event {
  color paint{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (paint, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
