// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace tool {

/// Writes the whole text to standard output. Throws `output_error`.
void write_output(std::string_view text);

/// Writes the whole text to standard error, as far as that takes it.
void write_error(std::string_view text) noexcept;

/// Tells a sentence on standard error, on a line of its own, after the tool's name.
void tell(std::string_view sentence);

/// The line that `tell` writes.
std::string told(std::string_view sentence);

/// A name of a file or another argument as it is shown: with '?' for the characters that would
/// break or steer a line, and for bytes that are not UTF-8.
std::string printable(std::string_view name);

/// A word as a shell takes it: between quotes if need be.
std::string shell_word(std::string_view word);

/// A file that output goes to, part by part; what it held before is lost.
class output_file {
 public:
  /// `-`: standard output. Throws `output_error`.
  explicit output_file(std::string name);
  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;
  ~output_file();

  /// Writes the whole text. Throws `output_error`.
  void write(std::string_view text);
  /// Sees that all is written. Throws `output_error`.
  void close();

 private:
  std::string name_;
  int descriptor_;
};

/// Writes the text to a file that does not exist yet. Throws `output_error`, and then leaves no
/// part of the file.
void write_new_file(const std::string& name, std::string_view text);

} // namespace tool
