// SPDX-License-Identifier: BSL-1.0

// expect: the alternatives of a tagged union must be described structs; one at the end, without a
// name,
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <variant>

struct text {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(text, (), (additional))
struct image {
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(image, (), (additional))

using part = std::variant<text, image>;
consteval auto rules_of(const part*) { return assay::alternatives("text").tagged_by("type"); }

struct message {
  part content{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(message, (), (content, additional))

int main() { return assay::check<message>("{}") ? 1 : 0; }
