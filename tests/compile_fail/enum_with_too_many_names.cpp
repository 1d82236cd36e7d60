// expect: the enum that names a variant's alternatives has one name for each, but for the
// untyped_payload at the end
#include "payloads.hpp"

BOOST_DEFINE_ENUM_CLASS(event_type, opened, closed, reopened)
using payload_type = std::variant<opened, closed, assay::untyped_payload>;

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
