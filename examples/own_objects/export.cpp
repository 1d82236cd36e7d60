// SPDX-License-Identifier: BSL-1.0

// Writes the schema of your own object for other languages.
#include "chat_message.hpp"

#include <assay/export.hpp>
#include <assay/json.hpp> // the rules' predicates need it

#include <iostream>

int main() {
  // [export]
  const assay::level_schema schema = assay::schema_at<chat::message>(assay::level::strict);
  std::cout << assay::to_pretty_json(assay::to_json_schema(schema, "chat.message.json"));
  // [/export]
}
