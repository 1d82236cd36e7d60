// expect: tag needs a member that is a variant with names_of, and not an optional one: change the
// member
#include "payloads.hpp"

BOOST_DEFINE_ENUM_CLASS(event_type, opened, closed)
using payload_type = std::variant<opened, closed, assay::untyped_payload>;

template <>
struct assay::names_of<payload_type> {
  using type = event_type;
};

struct event {
  std::string payload;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (payload, additional))

consteval auto rules_of(const event*) {
  return assay::rules(assay::tag<&event::payload>("type", "What happened."));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
