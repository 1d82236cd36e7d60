// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/command.hpp"
#include "describe/description.hpp"

#include <memory>
#include <string>
#include <variant>

namespace tool {

/// A parsed command line.
class command_line {
 public:
  /// Returns the command to run, or the text to show (`--help`, `help`, `version`). Throws
  /// `usage_error`.
  std::variant<std::unique_ptr<command>, std::string> parse(int argc, const char* const* argv);

  /// Returns the command line that shows the help for the last `parse`, such as "assay key check
  /// --help".
  std::string help() const { return asked_ + " --help"; }

 private:
  std::string asked_ = "assay"; ///< the command names of the command line
};

/// Describes the tool and all of its commands.
command_description describe_tool();

} // namespace tool
