// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tool {

struct tally;

/// One line on standard error that tells how far long work has come. Only for a person: says
/// nothing when that is no terminal.
class progress {
 public:
  /// `files`: what is going to be read, so that a share of it can be told.
  explicit progress(const std::vector<std::string>& files);
  ~progress() { hide(); }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  /// Tells how far it has come, when it is time to.
  void update(const tally& total);
  /// Makes the line free, for something else or for nothing.
  void hide() noexcept;

  /// Since the work began.
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
