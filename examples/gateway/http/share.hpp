// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <atomic>
#include <cstddef>

namespace gateway {

/// A part of a shared amount. The holder gives it back by setting it to 0.
class share {
 public:
  /// Sets the part to `n`. Returns false without a change if the total would exceed `most`. A part
  /// can always become smaller.
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
