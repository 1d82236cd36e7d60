// SPDX-License-Identifier: BSL-1.0
#include "io/output.hpp"

#include "io/io_error.hpp"

#include "assay/error/detail/blank_controls.hpp"
#include "assay/json/utf8.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tool {
namespace {

/// Returns 0, or the value of `errno`.
int write_all(int descriptor, std::string_view text) noexcept {
  while (!text.empty()) {
    const ::ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) text.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR) return errno;
  }
  return 0;
}

} // namespace

void write_output(std::string_view text) {
  if (const int error = write_all(STDOUT_FILENO, text))
    throw output_error("standard output", "cannot write", error);
}

void write_error(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

void print_message(std::string_view sentence) { write_error(message_line(sentence)); }

std::string message_line(std::string_view sentence) {
  return "assay: " + printable(sentence) + '\n';
}

std::string printable(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::size_t size = assay::character_size(name);
    const std::string character(name.substr(0, size == 0 ? 1 : size));
    std::string blanked = character;
    assay::detail::blank_controls(blanked);
    out += size != 0 && blanked == character ? character : "?";
    name.remove_prefix(character.size());
  }
  return out;
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,+@%=";
  if (!word.empty() && word.find_first_not_of(plain) == word.npos) return std::string(word);
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

output_file::output_file(std::string name) : name_(std::move(name)), descriptor_(STDOUT_FILENO) {
  if (name_ == "-") {
    name_ = "standard output";
    return;
  }
  descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw output_error(name_, "cannot open", errno);
}

output_file::~output_file() {
  if (descriptor_ != STDOUT_FILENO && descriptor_ >= 0) ::close(descriptor_);
}

void output_file::write(std::string_view text) {
  if (const int error = write_all(descriptor_, text))
    throw output_error(name_, "cannot write", error);
}

void output_file::close() {
  if (descriptor_ == STDOUT_FILENO) return;
  if (::close(std::exchange(descriptor_, -1)) != 0)
    throw output_error(name_, "cannot write", errno);
}

void write_new_file(const std::string& name, std::string_view text) {
  const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) throw output_error(name, "cannot create", errno);
  int error = write_all(descriptor, text);
  // Some file systems report an error only here.
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0) return;
  ::unlink(name.c_str());
  throw output_error(name, "cannot write", error);
}

} // namespace tool
