// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/exit_status.hpp"

namespace CLI {
class App;
}

namespace tool {

/// A command of the tool: `assay NAME [OPTION...] [FILE...]`.
///
/// Each command has a pair of files in commands/. They contain a class derived from this one, with
/// the options as members, and a function that makes the command. The list in command_line.cpp
/// names that function.
class command {
 public:
  command() = default;
  command(const command&) = delete; // the parser refers to the members
  command& operator=(const command&) = delete;
  virtual ~command() = default;

  /// Adds the subcommand with its options to the tool and returns it. Parsing stores the values in
  /// the members of this object.
  virtual CLI::App& add_to(CLI::App& assay) = 0;

  /// Runs the command with the values of the members. Throws `usage_error` for options that cannot
  /// be combined, and `io_error`. An exception is reported in one sentence and ends the tool with
  /// `exit_status::failed`.
  virtual exit_status run() = 0;
};

} // namespace tool
