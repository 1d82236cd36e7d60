// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay verdict`: judges the body of one request and prints the answer to it.
std::unique_ptr<command> make_verdict();

} // namespace tool
