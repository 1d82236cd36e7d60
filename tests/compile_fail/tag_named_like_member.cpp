// expect: two members have one name, be they described, tag or forbidden: rename or remove one
#include "payloads.hpp"

BOOST_DEFINE_ENUM_CLASS(event_type, opened, closed)
using payload_type = std::variant<opened, closed, assay::untyped_payload>;

template <>
struct assay::names_of<payload_type> {
  using type = event_type;
};

struct event {
  std::string type;
  payload_type payload;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (type, payload, additional))

consteval auto rules_of(const event*) {
  return assay::rules(assay::tag<&event::payload>("type", "What happened."));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
