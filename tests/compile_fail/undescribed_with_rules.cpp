// SPDX-License-Identifier: BSL-1.0

// expect-name: parcel
// expect: the struct of a member with rules must be described: add BOOST_DESCRIBE_STRUCT, in the
// namespace of the struct
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

namespace post {

// A described struct in the same namespace, whose descriptors the compiler finds.
struct address {
  std::string city{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(address, (), (city, additional))

struct parcel {
  std::string id{};
  address to{};
  assay::additional_members additional{};
};
consteval auto rules_of(const parcel*) {
  return assay::rules(assay::field<&parcel::id>("The id.", assay::min_length(1)));
}

} // namespace post

int main() { return assay::check<post::parcel>("{}") ? 1 : 0; }
