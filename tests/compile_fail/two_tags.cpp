// SPDX-License-Identifier: BSL-1.0

// expect-name: kind
// expect: rules has tag twice: an object has one tag, remove the other
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
  return rules(tag<&event::payload>("type", "What happened."),
               tag<&event::payload>("kind", "What happened."));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
