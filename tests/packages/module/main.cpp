// SPDX-License-Identifier: BSL-1.0

// A program that imports the library. It reads and writes an event and checks an object of its own.
// Another file includes the headers instead; both use the same library.
#include <boost/describe/class.hpp>

#include <iostream>
#include <optional> // clang 19 finds its operator== in templates of the library only if this file includes it
#include <string>
#include <string_view>
#include <variant>

import assay;

std::size_t count_violations(std::string_view event); // in includes.cpp

namespace shop {

struct order {
  std::string id;
  double total = 0;
  assay::additional_members unknown;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, total, unknown))

consteval auto rules_of(const order*) {
  using namespace assay;
  return rules(field<&order::id>("Names the order", min_length(1)),
               field<&order::total>("Sum in dollars", minimum(0)));
}

} // namespace shop

int main() {
  using namespace assay::promptetheus;
  const std::string_view text =
      R"({"type":"tool_call","session_id":"ses_1","timestamp":"2026-06-12T12:34:56Z","seq":3,)"
      R"("idempotency_key":"ses_1:0a1b2c3d:3","payload":{"tool_name":"search","arguments":{}}})";
  assay::validator<event> events;
  event e;
  if (!events.read(text, e)) return 1;
  assay::text_buffer out;
  if (!assay::write(e, out) || out.view() != text) return 1;
  std::cout << std::get<tool_call>(e.payload).tool_name << '\n';

  assay::validator<shop::order> orders;
  if (orders.check(R"({"id":"","total":-1})")) return 1;
  for (const assay::violation& v : orders.report().violations()) std::cout << to_string(v) << '\n';

  std::cout << count_violations("{}") << " violations\n";
}
