// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay roundtrip`, which reads every event into its struct and writes it back. Each input
/// line gives one output line, which is empty for a blank or rejected line.
std::unique_ptr<command> make_roundtrip();

} // namespace tool
