// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay timeline`, which orders the events of each session and prints the tree of their
/// spans.
std::unique_ptr<command> make_timeline();

} // namespace tool
