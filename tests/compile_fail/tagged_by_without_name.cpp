// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect-within: 35
// expect-lines: 45
// expect: the name of a tag is empty: write a name
#include "payloads.hpp"

using payload_type = std::variant<opened, closed>;

consteval auto rules_of(const payload_type*) {
  return assay::alternatives("opened", "closed").tagged_by("");
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
