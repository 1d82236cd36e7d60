// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe/offers.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
} // namespace CLI

namespace tool {

/// An option or an argument of a command, as the help shows it.
struct option_description {
  std::vector<std::string> names{}; ///< "-o" and "--output"; of an argument "FILE"
  std::string value{};              ///< the name of its value, such as "LEVEL"; empty: a flag
  std::string about{};              ///< what it does, in one sentence without a full stop
  std::string standard{};           ///< the default; empty: none
  bool is_required = false;
  bool is_repeated = false; ///< any number of them
  offers offered{};
};

/// A command, and all that a command line of it may have.
struct command_description {
  std::vector<std::string> path{}; ///< "assay", "key", "check"
  std::string about{};
  std::string footer{}; ///< what the help shows at its end; may be empty
  std::vector<option_description> options{}, arguments{};
  std::vector<command_description> commands{};

  const std::string& name() const { return path.back(); }
  /// Returns the words of the path with the separator between them.
  std::string joined(const std::string& separator) const;
};

/// Describes the command of the parser, and those below it, in their order. `path`: the commands
/// above it.
command_description describe(CLI::App& app, std::vector<std::string> path = {});

/// Calls `use` with the command and then with each below it, outer ones first.
template <class Use>
void for_each_command(const command_description& command, Use use) {
  use(command);
  for (const command_description& c : command.commands) for_each_command(c, use);
}

} // namespace tool
