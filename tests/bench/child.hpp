// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

namespace bench {

/// What a child process took.
struct usage {
  int status = -1;
  double seconds = 0;
  double megabytes =
      0; ///< resident, at the peak, of itself or the greatest of those that it started
};

/// Runs a program and waits for it; its output goes nowhere.
usage run_child(const std::vector<std::string>& arguments);

} // namespace bench
