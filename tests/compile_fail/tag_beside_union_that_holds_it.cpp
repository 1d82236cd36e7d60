// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect: tag needs a member that is a union with its tag beside it, and not optional: state
// `alternatives` in rules_of for the std::variant
#include "payloads.hpp"

using payload_type = std::variant<opened, closed>;

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
  return rules(tag<&event::payload>("type", "What happened."));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
