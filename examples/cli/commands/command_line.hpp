// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"
#include "describe/description.hpp"

#include <memory>
#include <string>
#include <variant>

namespace tool {

/// What a command line asks for.
class command_line {
 public:
  /// The command that it asks for, ready to run, or the text that it asks to be shown (`--help`,
  /// `help`, `version`). Throws `usage_error`.
  std::variant<std::unique_ptr<command>, std::string> parse(int argc, const char* const* argv);

  /// The command line that shows what could have been asked for: that of the last `parse`, such as
  /// "assay key check --help".
  std::string help() const { return asked_ + " --help"; }

 private:
  std::string asked_ = "assay"; ///< the commands of the command line
};

/// Describes the tool with all of its commands, as the parser knows them.
command_description describe_tool();

} // namespace tool
