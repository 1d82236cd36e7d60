// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

namespace bench {

/// The cost of a child process.
struct usage {
  int status = -1;
  double seconds = 0;
  double megabytes = 0; ///< the peak resident size: its own, or that of its largest child if larger
};

/// Runs a program and waits for it. Discards its output.
usage run_child(const std::vector<std::string>& arguments);

} // namespace bench
