// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/options.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace tool {

/// The settings of commands that check every event of a stream.
struct stream_settings {
  assay::options options;
  std::size_t jobs = 1;           ///< the number of threads; 0: one per processor
  std::vector<std::string> files; ///< at least one; `-` is standard input
  /// The command that reads the files, with its options, as on the command line.
  std::string command;
  /// The members of the objects in the files; empty for Promptetheus events.
  std::span<const std::string_view> members;

  /// Adds all options except `--jobs`. The current values are the defaults.
  void add_to(CLI::App& app);
  /// Adds `--jobs`, for a command that checks each event independently.
  void add_jobs_to(CLI::App& app);
};

} // namespace tool
