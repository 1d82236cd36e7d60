// SPDX-License-Identifier: BSL-1.0

// expect-name: more
// expect: the elements of an array or a map cannot be a union with its tag beside it: add tagged_by
// to its alternatives
#include "payloads.hpp"

using payload_type = std::variant<opened, closed, assay::untyped_payload>;

consteval auto rules_of(const payload_type*) { return assay::alternatives("opened", "closed"); }

struct event {
  payload_type payload{};
  std::vector<payload_type> more{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (payload, more, additional))

consteval auto rules_of(const event*) {
  using namespace assay;
  return rules(tag<&event::payload>("type", "What happened."));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
