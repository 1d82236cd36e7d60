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
  std::vector<std::string> names{}; ///< for example "-o" and "--output", or "FILE" for an argument
  std::string value{};              ///< the name of the value, such as "LEVEL"; empty for a flag
  std::string about{};              ///< one sentence without a full stop
  std::string standard{};           ///< the default; empty if there is none
  bool is_required = false;
  bool is_repeated = false; ///< accepts any number of values
  offers offered{};
};

/// A command with its options, arguments and subcommands.
struct command_description {
  std::vector<std::string> path{}; ///< "assay", "key", "check"
  std::string about{};
  std::string footer{}; ///< the last paragraph of the help; may be empty
  std::vector<option_description> options{}, arguments{};
  std::vector<command_description> commands{};

  const std::string& name() const { return path.back(); }
  /// Returns the words of the path, joined with the separator.
  std::string joined(const std::string& separator) const;
};

/// Describes a command of the parser and its subcommands, in their order. `path`: its parent
/// commands.
command_description describe(CLI::App& app, std::vector<std::string> path = {});

/// Calls `use` with the command and then with each of its subcommands, parents first.
template <class Use>
void for_each_command(const command_description& command, Use use) {
  use(command);
  for (const command_description& c : command.commands) for_each_command(c, use);
}

} // namespace tool
