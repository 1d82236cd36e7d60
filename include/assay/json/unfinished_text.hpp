// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/text_buffer.hpp"

#include <cstddef>

namespace assay {

/// A guard for a text that is appended in parts. Its destructor restores the buffer's size, unless
/// `finish` was called. So nothing stays appended if memory runs out halfway. The buffer must
/// outlive it.
class unfinished_text {
 public:
  /// Remembers the buffer's size.
  explicit unfinished_text(text_buffer& out) noexcept : out_(out), size_(out.size()) {}
  /// Not copyable.
  unfinished_text(const unfinished_text&) = delete;
  /// Not copyable.
  unfinished_text& operator=(const unfinished_text&) = delete;
  /// Cuts the buffer to the size that was remembered last.
  ~unfinished_text() { out_.truncate(size_); }

  /// Keeps what was appended until now.
  void finish() noexcept { size_ = out_.size(); }

 private:
  text_buffer& out_;
  std::size_t size_;
};

} // namespace assay
