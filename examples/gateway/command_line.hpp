// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands.hpp"

namespace gateway {

/// Does what the command line asks for.
exit_status run_command_line(int argc, char** argv);

} // namespace gateway
