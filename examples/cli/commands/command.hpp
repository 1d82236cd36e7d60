// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "commands/exit_status.hpp"

namespace CLI {
class App;
}

namespace tool {

/// A command of the tool: `assay NAME [OPTION...] [FILE...]`.
///
/// Each has a pair of files in commands/ that hold all that is its own: a class derived from this
/// one, with its options as members, and a function that makes it, which stands in the list of
/// command_line.cpp.
class command {
 public:
  command() = default;
  command(const command&) = delete; // the parser refers to the members
  command& operator=(const command&) = delete;
  virtual ~command() = default;

  /// Adds the subcommand with its options to the tool's and returns it. What is parsed goes into
  /// the members of this object.
  virtual CLI::App& add_to(CLI::App& assay) = 0;

  /// Does what the members ask for. What it throws is told in one sentence and ends the tool with
  /// `exit_status::failed`: `usage_error` for options that do not go together, `io_error`.
  virtual exit_status run() = 0;
};

} // namespace tool
