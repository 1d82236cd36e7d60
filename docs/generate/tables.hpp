#pragma once

#include "assay/json/detail/table.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace docs {

/// Text for a table's cell.
std::string cell(std::string_view text);

/// What the columns of the members' tables mean; stands before the first of them.
void print_legend(std::ostream& out);

/// A section about a wire object: its title, a note if there is one, and the table of its members.
void print_members(std::ostream& out, const assay::detail::object_schema& schema, std::string_view title, std::string_view note);

/// The same, of the described struct T.
template <class T>
void print_object(std::ostream& out, std::string_view title, std::string_view note = "") {
  print_members(out, assay::detail::object_table<T>::schema, title, note);
}

} // namespace docs
