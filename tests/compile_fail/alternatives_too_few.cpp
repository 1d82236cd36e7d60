// SPDX-License-Identifier: BSL-1.0

// expect-name: payload
// expect: `alternatives` needs one name for each alternative of the std::variant, except an
// untyped_payload or raw_object at the end: add or remove names
#include "payloads.hpp"

using payload_type = std::variant<opened, closed, assay::untyped_payload>;

consteval auto rules_of(const payload_type*) { return assay::alternatives("opened"); }

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
