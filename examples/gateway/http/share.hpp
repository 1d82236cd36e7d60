// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>
#include <cstddef>

namespace gateway {

/// A part of an amount that many share. Whoever holds one gives it back by making it 0.
class share {
 public:
  /// Makes the part `n`. False, and nothing changes, when there would be more than `most` in all; a
  /// part can always become smaller.
  bool resize(std::atomic<std::size_t>& all, std::size_t n, std::size_t most) noexcept {
    if (n > size_) {
      const std::size_t more = n - size_;
      if (all.fetch_add(more) + more > most) {
        all -= more;
        return false;
      }
    } else {
      all -= size_ - n;
    }
    size_ = n;
    return true;
  }

 private:
  std::size_t size_ = 0;
};

} // namespace gateway
