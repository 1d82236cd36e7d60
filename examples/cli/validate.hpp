#pragma once

#include "exit_status.hpp"
#include "settings.hpp"

namespace tool {

/// Checks every event and prints what is wrong. Throws `output_error`.
exit_status validate(const settings& s);

} // namespace tool
