// SPDX-License-Identifier: BSL-1.0
#include "../page.hpp"
#include "../tables.hpp"

#include "assay/export/schema_change.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace docs {
namespace {

std::string verdict(assay::schema_verdict v, std::string_view why) {
  constexpr std::string_view words[] = {"no", "yes", "it depends"};
  std::string out(words[static_cast<std::size_t>(v)]);
  return why.empty() ? out : out.append(": they ").append(why);
}

void print_kinds(std::ostream& out) {
  out << "\n| code | the value or member | for old writers | for old readers "
         "|\n|---|---|---|---|\n";
  for (const assay::schema_change_row& row : assay::schema_change_rows())
    out << "| `" << row.name << "` | " << cell(row.words) << " | "
        << cell(verdict(row.writers, row.writers_why)) << " | "
        << cell(verdict(row.readers, row.readers_why)) << " |\n";
}

const page schema_changes("schema-changes", {{"kinds", print_kinds}});

} // namespace
} // namespace docs
