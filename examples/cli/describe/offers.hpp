// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class Option;
} // namespace CLI

namespace tool {

/// The kind of file names that a shell completes.
enum class offered_paths : std::uint8_t { none, files, directories };

/// The values that a shell's completion offers for an option or an argument.
struct offers {
  std::vector<std::string> words{};
  offered_paths paths = offered_paths::none;

  bool operator==(const offers&) const = default;
};

/// Attaches offers to the option. Neither the help nor the parser uses them. Words must not contain
/// spaces.
CLI::Option* offer(CLI::Option* option, const offers& values);

/// Returns the offers of the option; empty if nothing was attached.
offers offers_of(CLI::Option& option);

} // namespace tool
