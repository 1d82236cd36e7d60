// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "objects.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// Returns the text, escaped for the cell of a table.
std::string cell(std::string_view text);

/// Prints the meaning of the columns of the members' tables.
void print_legend(std::ostream& out);

/// Returns the link to the description of an object, with its title.
using link_maker = std::function<std::string(const assay::object_schema&)>;

/// Prints an empty line and the table of an object's members. The table has a column for each
/// dialect, if there are several.
///
/// @throws std::runtime_error if dialects differ in something that no column shows
void print_members(std::ostream& out, const std::vector<dialect_object>& dialects,
                   const link_maker& link);

} // namespace docs
