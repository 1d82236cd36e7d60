// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "assay/json/text_buffer.hpp"

#include <cstddef>

namespace assay {

/// Cuts a buffer back to the text that it had, unless what is appended to it was finished: when
/// memory runs out in the middle, too. The buffer must outlive it.
class unfinished_text {
 public:
  explicit unfinished_text(text_buffer& out) noexcept : out_(out), size_(out.size()) {}
  unfinished_text(const unfinished_text&) = delete;
  unfinished_text& operator=(const unfinished_text&) = delete;
  ~unfinished_text() { out_.truncate(size_); }

  /// Keeps what was appended until now.
  void finish() noexcept { size_ = out_.size(); }

 private:
  text_buffer& out_;
  std::size_t size_;
};

} // namespace assay
