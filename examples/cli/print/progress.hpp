// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tool {

struct tally;

/// A line on standard error that shows the progress of long work. It is shown only on a terminal.
class progress {
 public:
  /// `files`: the files to read, whose total size gives the percentage.
  explicit progress(const std::vector<std::string>& files);
  ~progress() { hide(); }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  /// Updates the line at regular intervals.
  void update(const tally& total);
  /// Clears the line.
  void hide() noexcept;

  /// Returns the time since the work began.
  std::chrono::steady_clock::duration elapsed() const noexcept {
    return std::chrono::steady_clock::now() - begin_;
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::duration next_ = std::chrono::seconds(1);
  std::optional<std::size_t> expected_bytes_;
  bool on_terminal_;
  bool is_shown_ = false;
};

} // namespace tool
