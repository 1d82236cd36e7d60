// expect: tag is for the rules of the event itself, not of a struct inside it
#include "payloads.hpp"

BOOST_DEFINE_ENUM_CLASS(event_type, opened, closed)
using payload_type = std::variant<opened, closed, assay::untyped_payload>;

template <>
struct assay::names_of<payload_type> {
  using type = event_type;
};

struct entry {
  payload_type payload;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(entry, (), (payload, additional))

consteval auto rules_of(const entry*) {
  return assay::rules(assay::tag<&entry::payload>("type", "What happened."),
                      assay::all_enforced_from(assay::level::reference));
}

struct event {
  std::vector<entry> entries;
  assay::additional_members additional;
};
BOOST_DESCRIBE_STRUCT(event, (), (entries, additional))

int main() { return assay::check<event>("{}") ? 1 : 0; }
