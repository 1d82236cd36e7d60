// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands.hpp"

namespace gateway {

/// Runs the command line.
exit_status run_command_line(int argc, char** argv);

} // namespace gateway
