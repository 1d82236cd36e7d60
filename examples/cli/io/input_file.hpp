// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tool {

/// Returns the name under which a file of the command line is reported: `<stdin>` for `-`.
std::string_view shown_name(std::string_view file) noexcept;

/// A file or standard input, read from start to end.
///
/// It is not mapped into memory, because a mapped file that shrinks ends the program.
class input_file {
 public:
  /// Opens the file; `-` is standard input. Throws `input_error`. Precondition: the name outlives
  /// the object.
  explicit input_file(const std::string& name);
  ~input_file();
  input_file(const input_file&) = delete;
  input_file& operator=(const input_file&) = delete;

  /// Reads the available bytes, at most `room`, and waits only if there are none. Returns their
  /// number, or 0 at the end. Throws `input_error`.
  std::size_t read(char* to, std::size_t room);

 private:
  std::string_view name_;
  int descriptor_;
};

} // namespace tool
