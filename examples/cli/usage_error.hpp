#pragma once

#include <stdexcept>
#include <string>

namespace tool {

/// The command line does not make sense; `what()` says in one sentence why, and where to read on.
class usage_error : public std::runtime_error {
 public:
  explicit usage_error(const std::string& sentence) : std::runtime_error(sentence + " (see assay --help)") {}
};

} // namespace tool
