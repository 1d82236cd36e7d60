// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <stdexcept>

namespace tool {

/// An error in the command line; `what()` explains it in one sentence.
class usage_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

} // namespace tool
