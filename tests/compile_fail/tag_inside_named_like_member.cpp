// SPDX-License-Identifier: BSL-1.0

// expect-name: by
// expect-within: 31
// expect-lines: 40
// expect: a member has the name of the tag that its union holds: rename one
#include "payloads.hpp"

using payload_type = std::variant<opened, closed>;

consteval auto rules_of(const payload_type*) {
  return assay::alternatives("opened", "closed").tagged_by("by");
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
