#pragma once

#include "command.hpp"

#include <memory>

namespace tool {

/// `assay coverage`: counts what the events have of their schema.
std::unique_ptr<command> make_coverage();

} // namespace tool
