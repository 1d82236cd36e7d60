// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// Makes `assay generate`, which writes texts for testing parsers, with the expected verdicts.
std::unique_ptr<command> make_generate();

} // namespace tool
