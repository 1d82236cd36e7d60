#pragma once

#include "exit_status.hpp"
#include "settings.hpp"

namespace tool {

/// Reads every event into its struct and writes it back: one line of output for each line of input, empty for a blank or a rejected
/// one. Throws `output_error`.
exit_status roundtrip(const settings& s);

} // namespace tool
