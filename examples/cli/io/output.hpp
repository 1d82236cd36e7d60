// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace tool {

/// Writes the whole text to standard output. Throws `output_error`.
void write_output(std::string_view text);

/// Writes the text to standard error and ignores errors.
void write_error(std::string_view text) noexcept;

/// Writes a sentence to standard error as a separate line, after the name of the tool.
void print_message(std::string_view sentence);

/// Returns the line that `print_message` writes.
std::string message_line(std::string_view sentence);

/// Returns a file name or another argument as it is shown. Replaces line breaks, other control
/// characters and bytes that are not UTF-8 by '?'.
std::string printable(std::string_view name);

/// Returns a word for a shell command, with quotes if necessary.
std::string shell_word(std::string_view word);

/// An output file that is written part by part. Its previous content is lost.
class output_file {
 public:
  /// Opens the file; `-` is standard output. Throws `output_error`.
  explicit output_file(std::string name);
  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;
  ~output_file();

  /// Writes the whole text. Throws `output_error`.
  void write(std::string_view text);
  /// Closes the file and checks that everything was written. Throws `output_error`.
  void close();

 private:
  std::string name_;
  int descriptor_;
};

/// Writes the text to a new file. Throws `output_error`, and removes the file in that case.
void write_new_file(const std::string& name, std::string_view text);

} // namespace tool
