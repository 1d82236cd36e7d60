// expect: the last alternative of a variant with names_of is assay::untyped_payload: move it there
#include "payloads.hpp"

BOOST_DEFINE_ENUM_CLASS(event_type, opened, closed)
using payload_type = std::variant<opened, assay::untyped_payload, closed>;

template <>
struct assay::names_of<payload_type> {
  using type = event_type;
};

struct event {
  payload_type payload;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (payload, additional))

consteval auto rules_of(const event*) {
  return assay::rules(assay::tag<&event::payload>("type", "What happened."),
                      assay::all_enforced_from(assay::level::reference));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
