// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace assay::detail {

/// The open containers, as one bit each on the stack: objects or arrays.
class nesting {
 public:
  /// The maximum number of open containers.
  static constexpr unsigned max_depth = 65'536;

  unsigned depth() const noexcept { return depth_; }
  bool in_object() const noexcept { return in_object_; }
  char closing() const noexcept { return in_object_ ? '}' : ']'; }

  /// Opens a container. Precondition: depth() < max_depth.
  void push(bool object) noexcept {
    // Each word is written before it is read: the first bit of a word clears its other bits.
    std::uint64_t& word = objects_[depth_ / 64];
    const std::uint64_t bit = std::uint64_t{1} << depth_ % 64;
    word = (depth_ % 64 == 0 ? 0 : word & ~bit) | std::uint64_t{object} << depth_ % 64;
    in_object_ = object;
    ++depth_;
  }

  /// Closes the innermost container, and returns the number of open ones. Precondition: one is
  /// open.
  unsigned pop() noexcept {
    if (--depth_ != 0) in_object_ = (objects_[(depth_ - 1) / 64] >> (depth_ - 1) % 64 & 1) != 0;
    return depth_;
  }

 private:
  unsigned depth_ = 0;
  bool in_object_ = false;
  // Not initialized: 8 KB that shallow values do not touch.
  std::uint64_t objects_[max_depth / 64];
};

} // namespace assay::detail
