// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay chunk`: puts a stream of events together to request bodies.
std::unique_ptr<command> make_chunk();

} // namespace tool
