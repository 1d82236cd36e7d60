// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay timeline`: puts the events of each session in order, and prints the tree of their spans.
std::unique_ptr<command> make_timeline();

} // namespace tool
