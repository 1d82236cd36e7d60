// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe/description.hpp"

#include <string>
#include <string_view>

namespace tool {

/// Returns the manual page of one command, in roff with the man macros. `tool`: the top command;
/// `date`: the date of the page, YYYY-MM-DD.
std::string man_page(const command_description& command, const command_description& tool,
                     std::string_view date);

} // namespace tool
