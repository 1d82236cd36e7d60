// SPDX-License-Identifier: BSL-1.0
#include "../page.hpp"
#include "../tables.hpp"

#include "assay/error/code.hpp"

#include <ostream>

namespace docs {
namespace {

std::string message_of(const assay::code_row& row) {
  std::string out(row.message);
  if (const std::size_t first = out.find("{first}"); first != out.npos)
    out.replace(first, 7, "; first occurrence at byte {first}");
  return out;
}

void print_codes(std::ostream& out) {
  constexpr std::string_view about[] = {
      "The text is not JSON (RFC 8259). Violations before the fault are reported, too. The text "
      "after it is not checked.",
      "The text is not UTF-8, or a string contains bytes that JSON does not allow. The text after "
      "the fault is not checked, except for `null_character`.",
      "A limit of `assay::limits`, or of a C++ type, is exceeded. The text after it is not "
      "checked, "
      "except for `integer_overflow` and `number_overflow`.",
      "The text is JSON, but not a valid event. All violations in an event are reported.",
      "Only when writing: a C++ value that JSON cannot express."};
  for (const auto category :
       {assay::category::syntax, assay::category::encoding, assay::category::limit,
        assay::category::schema, assay::category::value}) {
    out << "\n## " << name_of(category) << "\n\n" << about[static_cast<int>(category)] << "\n\n";
    out << "| code | message | when, and what to do |\n|---|---|---|\n";
    for (const assay::code_row& row : assay::code_table)
      if (row.category == category)
        out << "| `" << name_of(row.code) << "` | " << cell(message_of(row)) << " | "
            << cell(row.about) << " |\n";
  }
}

const page errors("errors", {{"codes", print_codes}});

} // namespace
} // namespace docs
