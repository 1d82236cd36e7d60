#pragma once

#include "settings.hpp"

#include <stdexcept>
#include <string>
#include <variant>

namespace tool {

/// The command line does not make sense; `what()` says in one sentence why.
class usage_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the command line asks for, or the text that it asks to be shown (`--help`, `--version`). Throws `usage_error`.
std::variant<settings, std::string> parse_command_line(int argc, const char* const* argv);

} // namespace tool
