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

/// What the commands take that look at every event of a stream.
struct stream_settings {
  assay::options options;
  std::size_t jobs = 1;           ///< threads that check; 0: as many as there are processors
  std::vector<std::string> files; ///< at least one; `-` is standard input
  std::string
      command; ///< the one that reads them, with its options, as it stands on the command line
  /// The members of the objects in them, unless those are Promptetheus' events.
  std::span<const std::string_view> members;

  /// Adds the options for all of it but the threads; what it holds before are the defaults.
  void add_to(CLI::App& app);
  /// Adds `--jobs`, for a command that looks at each event by itself.
  void add_jobs_to(CLI::App& app);
};

} // namespace tool
