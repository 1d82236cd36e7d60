// SPDX-License-Identifier: BSL-1.0

// The schema of an object of your own, for other languages.
#include "chat_message.hpp"

#include <assay/export.hpp>
#include <assay/json.hpp> // makes the functions of the rules' predicates

#include <iostream>

int main() {
  // [export]
  const assay::level_schema schema = assay::schema_at<chat::message>(assay::level::strict);
  std::cout << assay::to_pretty_json(assay::to_json_schema(schema, "chat.message.json"));
  // [/export]
}
