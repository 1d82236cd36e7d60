// SPDX-License-Identifier: BSL-1.0
#include "print/progress.hpp"

#include "io/output.hpp"
#include "print/summary.hpp"
#include "stream/tally.hpp"

#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace tool {
namespace {

/// Returns the total size of the files in bytes, or nothing if one is not a regular file.
std::optional<std::size_t> size_of(const std::vector<std::string>& files) {
  std::size_t sum = 0;
  for (const std::string& file : files) {
    std::error_code error;
    if (file == "-" || !std::filesystem::is_regular_file(file, error)) return std::nullopt;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return std::nullopt;
    sum += static_cast<std::size_t>(size);
  }
  return sum;
}

} // namespace

progress::progress(const std::vector<std::string>& files)
    : on_terminal_(::isatty(STDERR_FILENO) != 0) {
  if (on_terminal_) expected_bytes_ = size_of(files);
}

void progress::update(const tally& total) {
  constexpr std::chrono::milliseconds interval(200);
  if (!on_terminal_) return;
  const auto now = elapsed();
  if (now < next_) return;
  next_ = now + interval;

  const double bytes = static_cast<double>(total.bytes);
  std::string line = "\r\x1B[K" + short_size(bytes);
  if (expected_bytes_ && *expected_bytes_ >= total.bytes) {
    const double expected = static_cast<double>(*expected_bytes_);
    line += " of " + short_size(expected) + " (" +
            std::to_string(static_cast<int>(100 * bytes / expected)) + " %)";
  }
  line += ", " + short_size(bytes / std::chrono::duration<double>(now).count()) + "/s, ";
  line += std::to_string(total.events.accepted) + " accepted, " +
          std::to_string(total.events.rejected) + " rejected";
  write_error(line);
  is_shown_ = true;
}

void progress::hide() noexcept {
  if (is_shown_) write_error("\r\x1B[K");
  is_shown_ = false;
}

} // namespace tool
