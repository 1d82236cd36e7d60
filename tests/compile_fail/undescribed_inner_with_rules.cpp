// SPDX-License-Identifier: BSL-1.0

// expect-name: address
// expect-lines: 50
// expect: the struct of a member with rules must be described: add BOOST_DESCRIBE_STRUCT, in the
// namespace of the struct
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

namespace post {

struct address {
  std::string city{};
  assay::additional_members additional{};
};
consteval auto rules_of(const address*) {
  return assay::rules(assay::field<&address::city>("The city.", assay::min_length(1)));
}

struct parcel {
  std::string id{};
  address to{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(parcel, (), (id, to, additional))

} // namespace post

int main() { return assay::check<post::parcel>("{}") ? 1 : 0; }
