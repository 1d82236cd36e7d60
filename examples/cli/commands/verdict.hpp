// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay verdict`, which checks the body of one request and prints the response to it.
std::unique_ptr<command> make_verdict();

} // namespace tool
