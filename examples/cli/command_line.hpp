#pragma once

#include "command.hpp"

#include <memory>
#include <string>
#include <variant>

namespace tool {

/// The command that the command line asks for, ready to run, or the text that it asks to be shown (`--help`, `--version`). Throws
/// `usage_error`.
std::variant<std::unique_ptr<command>, std::string> parse_command_line(int argc, const char* const* argv);

} // namespace tool
