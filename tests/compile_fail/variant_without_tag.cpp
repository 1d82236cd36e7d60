// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect: a union with its tag beside it needs a tag in the rules of its struct: add
// tag<&my_struct::member>, or tagged_by to its alternatives
#include "payloads.hpp"

using payload_type = std::variant<opened, closed, assay::untyped_payload>;

consteval auto rules_of(const payload_type*) { return assay::alternatives("opened", "closed"); }

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
