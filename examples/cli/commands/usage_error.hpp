// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <stdexcept>

namespace tool {

/// The command line does not make sense; `what()` says in one sentence why.
class usage_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

} // namespace tool
