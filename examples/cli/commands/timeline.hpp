#pragma once

#include "command.hpp"

#include <memory>

namespace tool {

/// `assay timeline`: puts the events of each session in order, and prints the tree of their spans.
std::unique_ptr<command> make_timeline();

} // namespace tool
