// SPDX-License-Identifier: BSL-1.0

// expect-name: paint
// expect: the rules of an enum can only be named<my_enum::enumerator>(...) for its enumerators, and
// names_in: remove the others
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

enum class taste { sweet, sour };
BOOST_DESCRIBE_ENUM(taste, sweet, sour)
enum class color { red, green };
BOOST_DESCRIBE_ENUM(color, red, green)

consteval auto rules_of(const color*) { return assay::rules(assay::named<taste::sour>("bitter")); }

struct event {
  color paint{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (paint, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
