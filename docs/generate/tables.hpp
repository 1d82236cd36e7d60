#pragma once

#include "assay/schema/schema_of.hpp"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// Text for a table's cell.
std::string cell(std::string_view text);

/// What the columns of the members' tables mean; stands before the first of them.
void print_legend(std::ostream& out);

/// A section about a wire object: its title, a note if there is one, and the table of its members.
void print_members(std::ostream& out, const assay::object_schema& schema, std::string_view title,
                   std::string_view note);

/// An object as one of the dialects has it.
struct dialect_object {
  std::string_view dialect;
  const assay::object_schema* schema;
};

/// A section about an object that differs in dialects: one table, which has a column for each
/// dialect that has the object.
void print_dialects(std::ostream& out, const std::vector<dialect_object>& dialects,
                    std::string_view title, std::string_view note);

/// As `print_members`, of the described struct T.
template <class T>
void print_object(std::ostream& out, std::string_view title, std::string_view note = "") {
  print_members(out, assay::schema_of<T>(), title, note);
}

} // namespace docs
