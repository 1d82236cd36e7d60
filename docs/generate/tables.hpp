// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "objects.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace docs {

/// Text for a table's cell.
std::string cell(std::string_view text);

/// What the columns of the members' tables mean.
void print_legend(std::ostream& out);

/// The link to where an object is described, with its title.
using link_maker = std::function<std::string(const assay::object_schema&)>;

/// The table of an object's members, an empty line before it: with a column for each dialect where
/// it has some. Throws std::runtime_error where dialects differ in what no column says.
void print_members(std::ostream& out, const std::vector<dialect_object>& dialects,
                   const link_maker& link);

} // namespace docs
