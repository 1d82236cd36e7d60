// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect-within: 35
// expect-lines: 45
// expect: alternatives has tagged_by twice: remove one of them
#include "payloads.hpp"

using payload_type = std::variant<opened, closed>;

consteval auto rules_of(const payload_type*) {
  return assay::alternatives("opened", "closed").tagged_by("type").tagged_by("kind");
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
