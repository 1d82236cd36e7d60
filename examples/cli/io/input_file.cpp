// SPDX-License-Identifier: BSL-1.0
#include "io/input_file.hpp"

#include "io/io_error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace tool {

std::string_view shown_name(std::string_view file) noexcept {
  return file == "-" ? "<stdin>" : file.empty() ? "''" : file;
}

input_file::input_file(const std::string& name)
    : name_(shown_name(name)),
      descriptor_(name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) throw input_error(name_, "cannot open", errno);
}

input_file::~input_file() {
  if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

std::size_t input_file::read(char* to, std::size_t room) {
  for (;;) {
    const ::ssize_t got = ::read(descriptor_, to, room);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw input_error(name_, "cannot read", errno);
  }
}

} // namespace tool
