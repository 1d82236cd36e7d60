// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay chunk`, which groups a stream of events into request bodies.
std::unique_ptr<command> make_chunk();

} // namespace tool
