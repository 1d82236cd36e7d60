// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect: two alternatives of a union have the same name in `alternatives`: rename one
#include "payloads.hpp"

using payload_type = std::variant<opened, closed, assay::untyped_payload>;

consteval auto rules_of(const payload_type*) { return assay::alternatives("opened", "opened"); }

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
