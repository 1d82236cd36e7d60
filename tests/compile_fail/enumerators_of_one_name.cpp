// SPDX-License-Identifier: BSL-1.0

// expect-name: paint
// expect: two enumerators have the same name in JSON: rename one
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

enum class color { red, red_ };
BOOST_DESCRIBE_ENUM(color, red, red_)

struct event {
  color paint{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (paint, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
