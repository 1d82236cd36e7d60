// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace tool {

/// An input or output error; `what()` describes it in one sentence, such as "events.ndjson: cannot
/// open: No such file or directory".
class io_error : public std::runtime_error {
 public:
  /// `error_number`: a value of `errno`.
  io_error(std::string_view name, std::string_view failure, int error_number)
      : std::runtime_error(std::string(name) + ": " + std::string(failure) + ": " +
                           std::generic_category().message(error_number)) {}
};

/// A file cannot be read. The other files are still processed.
class input_error : public io_error {
  using io_error::io_error;
};

/// Output cannot be written. This ends the work.
class output_error : public io_error {
  using io_error::io_error;
};

} // namespace tool
