// SPDX-License-Identifier: BSL-1.0

// Prints the description of a wire object.
#include "chat_message.hpp"

#include <assay/json.hpp>
#include <assay/schema.hpp>

#include <iostream>

int main() {
  // [schema]
  const assay::object_schema& schema = assay::schema_of<chat::message>();
  for (const assay::member_schema& m : schema.members) {
    std::cout << m.name << ": " << m.type->name;
    if (m.required_from != assay::never)
      std::cout << ", required from " << name_of(m.required_from);
    for (const std::string_view name : m.type->names) std::cout << " | " << name;
    for (const assay::rule& r : m.rules) {
      if (r.kind == assay::rule_kind::one_of) std::cout << ", only " << r.choices.front();
      if (r.kind == assay::rule_kind::min_length) std::cout << ", from " << r.size << " byte on";
    }
    std::cout << '\n';
  }
  for (const assay::check_schema& c : schema.checks)
    std::cout << "from " << name_of(c.from) << " on: " << c.words << '\n';
  // [/schema]
}
