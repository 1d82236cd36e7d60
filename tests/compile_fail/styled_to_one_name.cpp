// SPDX-License-Identifier: BSL-1.0

// expect-name: spanId
// expect: two members (described, tag or forbidden) have the same name: rename or remove one
#include <assay/json/validator.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct event {
  std::string span_id{};
  std::string spanId{};
  assay::additional_members additional{};
};
BOOST_DESCRIBE_STRUCT(event, (), (span_id, spanId, additional))

consteval auto rules_of(const event*) {
  return assay::rules(assay::names_in(assay::case_style::camel_case));
}

int main() { return assay::check<event>("{}") ? 1 : 0; }
