// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"

#include <memory>

namespace tool {

/// `assay generate`: writes texts to test parsers with, and the verdicts that they must get.
std::unique_ptr<command> make_generate();

} // namespace tool
