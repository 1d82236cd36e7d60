// SPDX-License-Identifier: BSL-1.0

// Lists the changes between two versions of a schema, and for whom they are compatible.

// [example]
#include <assay/export/schema_change_text.hpp>
#include <assay/export/schema_diff.hpp>
#include <boost/json/parse.hpp>
#include <iostream>

int main() {
  const auto was =
      boost::json::parse(R"({"type":"object","properties":{"seats":{"type":"integer"}}})");
  const auto is = boost::json::parse(
      R"({"type":"object","properties":{"seats":{"type":"integer","minimum":1}}})");

  const auto changes = assay::compare_schemas(was, is);
  for (const assay::schema_change& c : changes) std::cout << to_string(c) << '\n';
  if (!assay::compatibility_of(changes).writers)
    std::cout << "so the new schema accepts less than writers send\n";
}
// [/example]
