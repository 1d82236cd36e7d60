// expect: no member can be of this type: take std::string, bool, std::int64_t, std::uint64_t,
// assay::number, raw_json
#include "payloads.hpp"

BOOST_DEFINE_ENUM_CLASS(event_type, opened, closed)
using payload_type = std::variant<opened, closed, assay::untyped_payload>;

template <>
struct assay::names_of<payload_type> {
  using type = event_type;
};

struct event {
  payload_type payload;
  std::vector<payload_type> more;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (payload, more, additional))

consteval auto rules_of(const event*) {
  return assay::rules(assay::tag<&event::payload>("type", "What happened."));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
