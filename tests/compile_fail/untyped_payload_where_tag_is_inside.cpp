// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect: the alternatives of a tagged union must be described structs; one at the end, without a
// name, keeps objects with an unknown tag: assay::untyped_payload if the tag is beside the union,
// assay::raw_object if it is inside
#include "payloads.hpp"

using payload_type = std::variant<opened, closed, assay::untyped_payload>;

consteval auto rules_of(const payload_type*) {
  return assay::alternatives("opened", "closed").tagged_by("type");
}

struct event {
  payload_type payload{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (payload, additional))

consteval auto rules_of(const event*) {
  using namespace assay;
  return rules();
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
