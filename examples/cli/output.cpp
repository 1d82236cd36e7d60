#include "output.hpp"

#include "io_error.hpp"

#include <cerrno>
#include <unistd.h>

namespace tool {
namespace {

/// Returns 0, or what `errno` said.
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
  if (const int error = write_all(STDOUT_FILENO, text)) throw output_error("standard output", "cannot write", error);
}

void write_error(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

} // namespace tool
