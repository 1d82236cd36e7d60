// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay roundtrip`: reads every event into its struct and writes it back: one line of output for
/// each line of input, empty for a blank or a rejected one.
std::unique_ptr<command> make_roundtrip();

} // namespace tool
